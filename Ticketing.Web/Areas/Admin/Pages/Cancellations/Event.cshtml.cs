using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Cancellations;
using Ticketing.Features.Payments.Refunds;

namespace Ticketing.Areas.Admin.Pages.Cancellations;

public sealed class EventModel(
    CancellationPreviewQueries plans,
    CancellationQueries cancellations,
    CancelEvent cancel,
    RetryCancellationEntry retry,
    RefundQueries refunds
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

    /// <summary>Refunds of this event that staff still have to hand back.</summary>
    public OwedRefunds Owed { get; private set; } = new(0, []);

    /// <summary>Number of them that this cancellation did not make, such as one from before it.</summary>
    public int OwedElsewhere => Math.Max(0, Owed.Count - (Progress?.ToHandBack ?? 0));

    /// <summary>The newest of them.</summary>
    public IReadOnlyList<ListedRefund> OwedRows { get; private set; } = [];

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
            this.SetFlash(T["The event is cancelled and nothing more is sold for it."]);
        }

        return RedirectToPage(new { id });
    }

    /// <param name="order">Null retries every failed order.</param>
    public async Task<IActionResult> OnPostRetryAsync(Guid id, [FromForm] Guid? order, CancellationToken ct)
    {
        var tried = await retry.RetryAsync(id, order, ct);
        this.SetFlash(T.Plural(tried, "1 order is tried again.", "{0} orders are tried again."), tried > 0 ? "success" : "info");
        return RedirectToPage(new { id });
    }

    public static string DescribeDone(CancellationProgress progress) =>
        progress switch
        {
            { Orders: 0 } => T["Done. Nobody had bought a ticket."],
            { ToHandBack: > 0, Refunded: 0 } => T["Done. {0}", DescribeTold(progress.Buyers, progress.BuyersWithEmail)],
            { ToHandBack: 0, Orders: 1, WithEmail: 1 } => T["Done. Its one order is refunded, and its buyer is told."],
            { ToHandBack: 0, Orders: var orders, WithEmail: var told } when told == orders => T[
                "Done. All {0} orders are refunded, and their buyers are told.",
                orders
            ],
            { Refunded: var refunded } => T[
                "Done. {0} refunded. {1}",
                OrderText.CountOrders(refunded),
                DescribeTold(progress.Buyers, progress.BuyersWithEmail)
            ],
        };

    /// <summary>"11 of 15 buyers are told by email; the others gave no address."</summary>
    public static string DescribeTold(int buyers, int withEmail) =>
        withEmail switch
        {
            _ when withEmail == buyers => T.Plural(buyers, "1 buyer is told by email.", "{0} buyers are told by email."),
            0 => T["Nobody can be told by email: no buyer gave an address."],
            _ => T.Plural(
                withEmail,
                "{0} of {1} buyers is told by email; the others gave no address.",
                "{0} of {1} buyers are told by email; the others gave no address.",
                buyers
            ),
        };

    private bool Validate()
    {
        TypedError = MatchesTitle(Typed) ? null : T["This is not the event’s title."];
        MessageError =
            Message!.Length > CancelEvent.MaxMessageLength ? T["Keep it to {0} characters.", CancelEvent.MaxMessageLength] : null;
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
        if (Progress is not null)
        {
            Owed = await refunds.GetOwedAsync(id, ct);
            OwedRows = (await refunds.GetPageAsync(new RefundFilter(EventId: id, Owed: true), place: null, ct)).Rows;
        }

        return true;
    }
}
