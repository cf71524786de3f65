using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Hosting;
using Ticketing.Insights.Periods;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Review;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages.Payments;

/// <summary>Compares the provider's records with ours and lists each difference with a button that repairs it.</summary>
/// <remarks>
/// Returns 200 even if the provider is down: our own data and buttons still work, and reverse proxies
/// may replace an error response with their own page.
/// </remarks>
public sealed class IndexModel(
    MoneyReview review, RepairDifference repair, DecideDifference decide, OpenPayments open, DisputeBook disputes, VenueClock clock) : PageModel
{
    private const int MostListed = 50;

    public MoneyQuery Query { get; private set; } = null!;

    public ReviewOutcome Outcome { get; private set; } = null!;

    /// <summary>Without those that were resolved by hand.</summary>
    public IReadOnlyList<Difference> Differences { get; private set; } = [];

    public IReadOnlyList<DecidedDifference> Decided { get; private set; } = [];

    public (string Of, string Note, string Error)? Typed { get; private set; }

    public IReadOnlyList<OpenPayment> Open { get; private set; } = [];

    /// <summary>May exceed the number listed.</summary>
    public int OpenCount { get; private set; }

    public IReadOnlyList<ListedDispute> Disputes { get; private set; } = [];

    public MoneyWords Words => new($"{review.Provider}");

    public string Provider => $"{review.Provider}";

    public VenueClock Clock => clock;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Query = MoneyQuery.Read(Request.Query, clock);
        Response.StatusCode = Query.Fault is null && Typed is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        var span = clock.SpanOf(Query.Period);
        Outcome = await review.ReviewAsync(new ReviewSpan(span.From, span.Until), ct);
        Differences = await decide.UndecidedAsync(Outcome.Differences, ct);
        Decided = await decide.ListAsync(MostListed, ct);
        (Open, OpenCount) = await open.ReadAsync(ct);
        Disputes = await disputes.ListAsync(MostListed, ct);
    }

    public async Task<IActionResult> OnPostRepairAsync([FromForm] DifferenceKind? kind, [FromForm] string? about, CancellationToken ct)
    {
        if (kind is not { } known || !Enum.IsDefined(known) || string.IsNullOrEmpty(about))
        {
            return BadRequest();
        }

        switch (await repair.RepairAsync(known, about, ct))
        {
            case RepairOutcome.Repaired { Was: var was }:
                this.Tell($"{(was.Order is { } order ? $"Order {order.Reference}: " : "")}{Words.Done(was)}");
                return Here;
            case RepairOutcome.Agrees:
                this.Tell("Both sides agree on that already: nothing was changed.", "info");
                return Here;
            case RepairOutcome.ProviderAway:
                this.Tell(Away, "warn");
                return Here;
            case RepairOutcome.Remains { Difference: var rest }:
                this.Tell(Words.Remains(rest), "warn");
                return rest.Order is { } unclear ? new SeeOther($"/admin/orders/{unclear.Reference}") : Here;
            default:
                throw new UnreachableException();
        }
    }

    public async Task<IActionResult> OnPostDecideAsync([FromForm] DifferenceKind? kind, [FromForm] string? about, [FromForm(Name = "Form.Note")] string? note, CancellationToken ct)
    {
        if (kind is not { } known || !Enum.IsDefined(known) || string.IsNullOrEmpty(about))
        {
            return BadRequest();
        }

        var said = note?.Trim() ?? "";
        if (said.Length is 0 or > DecidedDifference.LongestNote)
        {
            Typed = (DecidedDifference.NameOf(known, about), said, said.Length == 0
                ? "Write what was decided: whoever looks at it later has nothing else to go by." : $"At most {DecidedDifference.LongestNote} characters.");
            await OnGetAsync(ct);
            return Page();
        }

        var (message, severity) = await decide.DecideAsync(known, about, said, ct) switch
        {
            Decision.Made => ("It is off the list; what was decided stands under “Decided by hand”.", "success"),
            Decision.Repairable => ("Nobody has to decide that: its button repairs it.", "warn"),
            Decision.ProviderAway => (Away, "warn"),
            _ => ("Both sides agree on that already, or it was decided before: nothing was changed.", "info"),
        };
        this.Tell(message, severity);
        return Here;
    }

    public async Task<IActionResult> OnPostTakeBackAsync([FromForm] string? id, CancellationToken ct)
    {
        this.Tell(await decide.TakeBackAsync(id ?? "", ct) ? "The decision is taken back: what still differs is listed again." : "That is not decided any more.", "info");
        return Here;
    }

    public async Task<IActionResult> OnPostGiveUpAsync([FromForm] Guid payment, CancellationToken ct)
    {
        var (message, severity) = await open.GiveUpAsync(payment, ct) switch
        {
            GivenUp.Ended => ("The payment is given up, and its places go back on sale.", "success"),
            GivenUp.Settled => ("The payment is settled, by what the provider says of it: look at its order.", "info"),
            GivenUp.StillOpen => ($"{Provider} knows this payment, and it is not decided: it stays open.", "warn"),
            _ => (Away, "warn"),
        };
        this.Tell(message, severity);
        return Here;
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        var asked = await open.AskAsync(ct);
        if (asked.Asked == 0)
        {
            this.Tell("No payment is open.", "info");
        }
        else
        {
            this.Tell(
                $"Asked about {Payments(asked.Asked)}: {asked.Settled} settled, {asked.Asked - asked.Settled} still open."
                + (asked.Unclear > 0 ? $" {Provider} could not tell of all of them; they are asked about again by themselves." : ""),
                asked.Unclear > 0 ? "warn" : "success");
        }

        return Here;
    }

    private string Away => $"{Provider} does not answer just now: nothing was changed. Try again in a while.";

    private static string Payments(int count) => count == 1 ? "1 payment" : $"{count} payments";

    private SeeOther Here => new($"/admin/payments{MoneyQuery.Read(Request.Query, clock).Address()}");
}
