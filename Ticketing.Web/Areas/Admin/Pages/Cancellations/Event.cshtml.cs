using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Cancellations;

namespace Ticketing.Areas.Admin.Pages.Cancellations;

public sealed class EventModel(CancellationPlans plans, CancellationBook book, CancelEvent cancel, RetryEntry retry) : PageModel
{
    private const int SecondsBetweenLooks = 4;

    [BindProperty]
    public string? Typed { get; set; }

    [BindProperty]
    public string? Message { get; set; }

    public CancellationPlan Plan { get; private set; } = null!;

    /// <summary>Null until the event is cancelled.</summary>
    public CancellationProgress? Progress { get; private set; }

    public string? TypedError { get; private set; }

    public string? MessageError { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (Progress is { IsWorking: true })
        {
            Response.Headers["Refresh"] = SecondsBetweenLooks.ToString(CultureInfo.InvariantCulture);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Message = (Message ?? "").Trim();
        if (!Check())
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        if (await cancel.CancelAsync(id, Message, ct) == CancelOutcome.Started)
        {
            this.Tell("The event is cancelled and nothing more is sold for it.");
        }

        return RedirectToPage(new { id });
    }

    /// <param name="order">Null retries every failed order.</param>
    public async Task<IActionResult> OnPostRetryAsync(Guid id, [FromForm] Guid? order, CancellationToken ct)
    {
        var tried = await retry.RetryAsync(id, order, ct);
        this.Tell(tried == 1 ? "1 order is tried again." : string.Create(CultureInfo.InvariantCulture, $"{tried} orders are tried again."), tried > 0 ? "success" : "info");
        return RedirectToPage(new { id });
    }

    private bool Check()
    {
        TypedError = IsTitle(Typed) ? null : "This is not the event’s title.";
        MessageError = Message!.Length > CancelEvent.MessageWidth ? $"Please say it in {CancelEvent.MessageWidth} characters." : null;
        return TypedError is null && MessageError is null;
    }

    // Ignores case and extra whitespace.
    private bool IsTitle(string? typed) =>
        string.Equals(Spaced(typed ?? ""), Spaced(Plan.Event.Title), StringComparison.OrdinalIgnoreCase);

    private static string Spaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await plans.FindAsync(id, ct) is not { } plan)
        {
            return false;
        }

        Plan = plan;
        Progress = await book.FindAsync(id, ct);
        return true;
    }
}
