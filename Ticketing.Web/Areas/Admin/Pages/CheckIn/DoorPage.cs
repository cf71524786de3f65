using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Audit;
using Ticketing.CheckIn;
using Ticketing.Events;
using Ticketing.Hosting;

namespace Ticketing.Areas.Admin.Pages.CheckIn;

public abstract class DoorPage(DoorEvents events, DoorCounts counts, DoorBook book, UndoAdmission undo, AuditTrail audit, TimeProvider clock) : PageModel
{
    private const string AnswerKey = "Answer";
    private const int MostRecent = 6;

    [BindProperty(SupportsGet = true)]
    public Guid EventId { get; set; }

    public Event Event { get; private set; } = null!;
    public DoorCount Count { get; private set; } = null!;

    /// <summary>Result of the scan just made; null if there was none.</summary>
    public DoorAnswer? Answer { get; private set; }
    public IReadOnlyList<DoorAnswer> Recent { get; private set; } = [];

    /// <summary>Idempotency key for the next scan.</summary>
    public string NewKey { get; } = Attempt.NewKey();
    public string GateName => Gate.Of(HttpContext);
    public DateTimeOffset Now => clock.GetUtcNow();

    protected abstract string Address { get; }

    /// <summary>The script requests only the result fragment.</summary>
    private bool AsksForPart => Request.Headers["X-Requested-With"] == "fetch";

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await events.FindAsync(EventId, HttpContext.RequestAborted) is not { } @event)
        {
            context.Result = NotFound();
            return;
        }

        Event = @event;
        await next();
    }

    public async Task<IActionResult> OnGetCountAsync(CancellationToken ct)
    {
        await LoadCountAsync(ct);
        return new JsonResult(Count);
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid admission, CancellationToken ct)
    {
        if (await undo.UndoAsync(EventId, admission, GateName, ct) is { } scan)
        {
            return await AnswerAsync(scan, ct);
        }

        // Already undone by someone else: show the current state.
        return await AnswerAsync(admission, ct);
    }

    protected Attempt NewAttempt(string? key) =>
        new(EventId, key is { Length: > 0 and <= Scan.KeyWidth } ? key : NewKey, GateName);

    protected async Task<IActionResult> AnswerAsync(Guid scan, CancellationToken ct)
    {
        if (!AsksForPart)
        {
            TempData[AnswerKey] = scan;
            return new SeeOther(Address);
        }

        Answer = await book.FindAsync(EventId, scan, ct);
        await LoadAsync(ct);
        return Partial("_Door", this);
    }

    protected async Task<PageResult> ShowAsync(CancellationToken ct)
    {
        if (TempData[AnswerKey] is Guid scan)
        {
            Answer = await book.FindAsync(EventId, scan, ct);
        }

        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        await LoadCountAsync(ct);
        Recent = await book.LatestAsync(EventId, audit.Actor.Id, MostRecent, ct);
    }

    private async Task LoadCountAsync(CancellationToken ct) => Count = (await counts.OfAsync([EventId], ct))[EventId];
}
