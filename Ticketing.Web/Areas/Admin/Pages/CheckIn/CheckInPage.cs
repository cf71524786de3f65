using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages.CheckIn;

public enum AnswerRemark
{
    None,

    /// <summary>This device was answered the same a moment ago, and the code was read again.</summary>
    Repeated,

    /// <summary>A scanner typed the code with Caps Lock on, or with another keyboard layout than the computer's.</summary>
    Mistyped,
}

public abstract class CheckInPage(
    AdmitTicket admit,
    CheckInEventQueries events,
    AdmissionCountQueries counts,
    ScanQueries scans,
    UndoAdmission undo,
    AuditTrail audit,
    StaffSessions sessions,
    TimeProvider clock
) : PageModel
{
    private const string AnswerKey = "Answer";
    private const string RemarkKey = "Remark";
    private const int MaxRecentScans = 6;

    [BindProperty(SupportsGet = true)]
    public Guid EventId { get; set; }

    public Event Event { get; private set; } = null!;
    public AdmissionCount Count { get; private set; } = null!;

    /// <summary>Result of the scan just made; null if there was none.</summary>
    public ScanDetails? Answer { get; private set; }

    /// <summary>On the scan just made.</summary>
    public AnswerRemark Remark { get; private set; }
    public IReadOnlyList<ScanDetails> Recent { get; private set; } = [];

    /// <summary>Idempotency key for the next scan.</summary>
    public string NewKey { get; } = ScanAttempt.NewKey();
    protected AdmitTicket Admission { get; } = admit;

    public string GateName => GateCookie.GetGateName(HttpContext);
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>On another day it is warned of, and whole orders are not offered to be let in.</summary>
    public bool IsOn => events.IsAdmitting(Event) || events.IsToday(Event);

    protected abstract string PagePath { get; }

    /// <summary>The script requests only the result fragment.</summary>
    protected bool IsFragmentRequest => Request.Headers["X-Requested-With"] == "fetch";

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await events.FindAsync(EventId, HttpContext.RequestAborted) is not { } @event)
        {
            context.Result = NotFound();
            return;
        }

        Event = @event;
        if (events.IsAdmitting(@event))
        {
            await sessions.KeepUntilAsync(User.GetSessionId(), events.GetEnd(@event), HttpContext.RequestAborted);
        }

        await next();
    }

    public async Task<IActionResult> OnGetCountAsync(CancellationToken ct)
    {
        await LoadCountAsync(ct);
        return new JsonResult(Count);
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid admission, CancellationToken ct)
    {
        var outcome = await undo.UndoAsync(EventId, admission, GateName, ct);

        // Already undone by someone else: show the current state.
        return await RespondAsync(outcome is UndoOutcome.Undone undone ? undone.ScanId : admission, AnswerRemark.None, ct);
    }

    public async Task<IActionResult> OnPostAdmitOrderAsync(string? reference, string? key, CancellationToken ct)
    {
        var scan = await Admission.AdmitOrderByHandAsync(NewAttempt(key), reference ?? "", ct);
        return scan is { } last ? await RespondAsync(last, AnswerRemark.None, ct) : LeadTo(GetSearchPath(reference));
    }

    protected string GetSearchPath(string? text) => $"/admin/check-in/{EventId}/list?q={Uri.EscapeDataString(text ?? "")}";

    /// <summary>The script follows the Location itself: it cannot see where a redirect leads.</summary>
    protected IActionResult LeadTo(string path)
    {
        if (!IsFragmentRequest)
        {
            return new SeeOtherResult(path);
        }

        Response.Headers.Location = path;
        return new NoContentResult();
    }

    protected ScanAttempt NewAttempt(string? key) => new(EventId, key is { Length: > 0 and <= Scan.MaxKeyLength } ? key : NewKey, GateName);

    protected async Task<IActionResult> RespondAsync(Guid scan, AnswerRemark remark, CancellationToken ct)
    {
        Remark = remark;
        if (!IsFragmentRequest)
        {
            TempData[AnswerKey] = scan;
            TempData[RemarkKey] = (int)remark;
            return new SeeOtherResult(PagePath);
        }

        Answer = await scans.FindAsync(EventId, scan, ct);
        await LoadAsync(ct);
        return Partial("_ScanResponse", this);
    }

    protected async Task<PageResult> ShowAsync(CancellationToken ct)
    {
        if (TempData[AnswerKey] is Guid scan)
        {
            Answer = await scans.FindAsync(EventId, scan, ct);
            Remark = (AnswerRemark)(TempData[RemarkKey] as int? ?? 0);
        }

        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        await LoadCountAsync(ct);
        Recent = await scans.ListLatestAsync(EventId, audit.Actor.Id, MaxRecentScans, ct);
    }

    private async Task LoadCountAsync(CancellationToken ct) => Count = (await counts.GetForEventsAsync([EventId], ct))[EventId];
}
