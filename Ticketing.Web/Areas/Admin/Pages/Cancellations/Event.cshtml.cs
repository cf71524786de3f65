using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Cancellations;

namespace Ticketing.Areas.Admin.Pages.Cancellations;

public sealed class EventModel(
    CancellationPreviewQueries plans,
    CancellationQueries cancellations,
    CancelEvent cancel,
    RetryCancellationEntry retry
) : PageModel
{
    private const int RefreshSeconds = 4;

    [BindProperty]
    public string? Typed { get; set; }

    [BindProperty]
    public string? Message { get; set; }

    public CancellationPreview Plan { get; private set; } = null!;

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
            Response.Headers["Refresh"] = RefreshSeconds.ToString(CultureInfo.InvariantCulture);
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
        if (!Validate())
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        if (await cancel.CancelAsync(id, Message, ct) == CancelOutcome.Started)
        {
            this.SetFlash("The event is cancelled and nothing more is sold for it.");
        }

        return RedirectToPage(new { id });
    }

    /// <param name="order">Null retries every failed order.</param>
    public async Task<IActionResult> OnPostRetryAsync(Guid id, [FromForm] Guid? order, CancellationToken ct)
    {
        var tried = await retry.RetryAsync(id, order, ct);
        this.SetFlash(
            tried == 1 ? "1 order is tried again." : string.Create(CultureInfo.InvariantCulture, $"{tried} orders are tried again."),
            tried > 0 ? "success" : "info"
        );
        return RedirectToPage(new { id });
    }

    private bool Validate()
    {
        TypedError = MatchesTitle(Typed) ? null : "This is not the event’s title.";
        MessageError =
            Message!.Length > CancelEvent.MaxMessageLength ? $"Please say it in {CancelEvent.MaxMessageLength} characters." : null;
        return TypedError is null && MessageError is null;
    }

    // Ignores case and extra whitespace.
    private bool MatchesTitle(string? typed) =>
        string.Equals(NormalizeWhitespace(typed ?? ""), NormalizeWhitespace(Plan.Event.Title), StringComparison.OrdinalIgnoreCase);

    private static string NormalizeWhitespace(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await plans.FindAsync(id, ct) is not { } plan)
        {
            return false;
        }

        Plan = plan;
        Progress = await cancellations.FindAsync(id, ct);
        return true;
    }
}
