using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Sync;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Payments;

/// <summary>Compares the provider's records with ours and lists each difference with a button that repairs it.</summary>
/// <remarks>
/// Returns 200 even if the provider is down: our own data and buttons still work, and reverse proxies
/// may replace an error response with their own page.
/// </remarks>
public sealed class IndexModel(
    PaymentReconciliation review,
    RepairDifference repair,
    DecideDifference decide,
    OpenPayments open,
    DisputeQueries disputes,
    VenueClock clock
) : PageModel
{
    private const int MaxListed = 50;

    private DifferenceText? text;

    public PaymentsParameters Query { get; private set; } = null!;

    public ReconciliationOutcome Outcome { get; private set; } = null!;

    /// <summary>Without those that were resolved by hand.</summary>
    public IReadOnlyList<PaymentDifference> Differences { get; private set; } = [];

    private bool IsOtherAccount => Outcome is ReconciliationOutcome.Completed { Report.IsOtherAccount: true };

    /// <summary>Those that the wrong account explains: told about once.</summary>
    public IReadOnlyList<PaymentDifference> FoldedDifferences =>
        IsOtherAccount ? [.. Differences.Where(difference => difference.IsUnknownAtProvider)] : [];

    public IReadOnlyList<PaymentDifference> ListedDifferences => [.. Differences.Except(FoldedDifferences)];

    public bool IsFoldedNoteRefused =>
        FoldedDifferences.Any(difference => RefusedNote?.Of == DecidedDifference.CreateId(difference.Kind, difference.About));

    public IReadOnlyList<DecidedDifference> Decided { get; private set; } = [];

    public (string Of, string Note, string Error)? RefusedNote { get; private set; }

    public IReadOnlyList<OpenPayment> Open { get; private set; } = [];

    /// <summary>May exceed the number listed.</summary>
    public int OpenCount { get; private set; }

    public IReadOnlyList<ListedDispute> Disputes { get; private set; } = [];

    public DifferenceText Text => text ??= new DifferenceText(Provider);

    public string Provider => $"{review.Provider}";

    public VenueClock Clock => clock;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Query = PaymentsParameters.Read(Request.Query, clock);
        Response.StatusCode = Query.Error is null && RefusedNote is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        var span = clock.GetRange(Query.Period);
        Outcome = await review.ReconcileAsync(new ReconciliationPeriod(span.From, span.Until), ct);
        Differences = await decide.ExcludeDecidedAsync(Outcome.Differences, ct);
        Decided = await decide.ListAsync(MaxListed, ct);
        (Open, OpenCount) = await open.ListAsync(ct);
        Disputes = await disputes.ListAsync(MaxListed, ct);
    }

    public async Task<IActionResult> OnPostRepairAsync(
        [FromForm] PaymentDifferenceKind? kind,
        [FromForm] string? about,
        CancellationToken ct
    )
    {
        if (kind is not { } known || !Enum.IsDefined(known) || string.IsNullOrEmpty(about))
        {
            return BadRequest();
        }

        switch (await repair.RepairAsync(known, about, ct))
        {
            case RepairOutcome.Repaired { Difference: var was }:
                this.SetFlash(was.Order is { } order ? T["Order {0}: {1}", order.Reference, Text.Repaired(was)] : Text.Repaired(was));
                return RedirectToSelf;
            case RepairOutcome.NoDifference:
                this.SetFlash(T["Both sides agree on that already: nothing was changed."], "info");
                return RedirectToSelf;
            case RepairOutcome.ProviderUnavailable:
                this.SetFlash(ProviderUnavailableText, "warn");
                return RedirectToSelf;
            case RepairOutcome.Remains { Difference: var rest }:
                this.SetFlash(Text.NotRepaired(rest), "warn");
                return rest.Order is { } unclear ? new SeeOtherResult($"/admin/orders/{unclear.Reference}") : RedirectToSelf;
            default:
                throw new UnreachableException();
        }
    }

    public async Task<IActionResult> OnPostDecideAsync(
        [FromForm] PaymentDifferenceKind? kind,
        [FromForm] string? about,
        [FromForm(Name = "Form.Note")] string? note,
        CancellationToken ct
    )
    {
        if (kind is not { } known || !Enum.IsDefined(known) || string.IsNullOrEmpty(about))
        {
            return BadRequest();
        }

        var said = note?.Trim() ?? "";
        if (said.Length is 0 or > DecidedDifference.MaxNoteLength)
        {
            RefusedNote = (
                DecidedDifference.CreateId(known, about),
                said,
                said.Length == 0
                    ? T["Write down what was decided, for whoever looks at it later."]
                    : T["Use up to {0} characters.", DecidedDifference.MaxNoteLength]
            );
            await OnGetAsync(ct);
            return Page();
        }

        var (message, severity) = await decide.DecideAsync(known, about, said, ct) switch
        {
            DecideOutcome.Recorded => (T["Removed from the list. Your decision is under “Decided by hand”."], "success"),
            DecideOutcome.Repairable => (T["No decision needed: its button fixes it."], "warn"),
            DecideOutcome.ProviderUnavailable => (ProviderUnavailableText, "warn"),
            _ => (T["Both sides agree on that already, or it was decided before: nothing was changed."], "info"),
        };
        this.SetFlash(message, severity);
        return RedirectToSelf;
    }

    public async Task<IActionResult> OnPostTakeBackAsync([FromForm] string? id, CancellationToken ct)
    {
        this.SetFlash(
            await decide.ReopenAsync(id ?? "", ct)
                ? T["The decision is taken back: what still differs is listed again."]
                : T["That is not decided any more."],
            "info"
        );
        return RedirectToSelf;
    }

    public async Task<IActionResult> OnPostGiveUpAsync([FromForm] Guid payment, CancellationToken ct)
    {
        var (message, severity) = await open.GiveUpAsync(payment, ct) switch
        {
            GiveUpOutcome.Ended => (T["The payment is given up, and its places go back on sale."], "success"),
            GiveUpOutcome.Settled => (T["The payment is settled, by what the provider says of it: look at its order."], "info"),
            GiveUpOutcome.StillOpen => (T["{0} knows this payment, and it is not decided: it stays open.", Provider], "warn"),
            _ => (ProviderUnavailableText, "warn"),
        };
        this.SetFlash(message, severity);
        return RedirectToSelf;
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        var asked = await open.CheckNowAsync(ct);
        if (asked.Checked == 0)
        {
            this.SetFlash(T["No payment is open."], "info");
        }
        else
        {
            this.SetFlash(
                string.Join(
                    ' ',
                    [
                        T[
                            "Asked about {0}: {1} settled, {2} still open.",
                            CountPayments(asked.Checked),
                            asked.Settled,
                            asked.Checked - asked.Settled
                        ],
                        .. asked.Unknown > 0
                            ? new[] { T["{0} could not tell of all of them; they are asked about again by themselves.", Provider] }
                            : [],
                    ]
                ),
                asked.Unknown > 0 ? "warn" : "success"
            );
        }

        return RedirectToSelf;
    }

    private string ProviderUnavailableText => T["{0} does not answer just now: nothing was changed. Try again in a while.", Provider];

    /// <summary>"12 payments and 1 refund".</summary>
    public string CountUnknown()
    {
        var payments = FoldedDifferences.Count(difference => difference.Kind == PaymentDifferenceKind.PaidLocallyOnly);
        var refunds = FoldedDifferences.Count - payments;
        return Formats.List([
            .. payments > 0 ? new[] { CountPayments(payments) } : [],
            .. refunds > 0 ? new[] { T.Plural(refunds, "1 refund", "{0} refunds") } : [],
        ]);
    }

    private static string CountPayments(int count) => T.Plural(count, "1 payment", "{0} payments");

    private SeeOtherResult RedirectToSelf => new($"/admin/payments{PaymentsParameters.Read(Request.Query, clock).ToQueryString()}");
}
