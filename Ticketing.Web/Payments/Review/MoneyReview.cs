using Microsoft.Extensions.Options;
using Ticketing.Settings;

namespace Ticketing.Payments.Review;

public abstract record ReviewOutcome(IReadOnlyList<Difference> Differences)
{
    /// <param name="NotAsked">Things of ours that were not in the provider's lists, and were too many to ask for one by one: they are in no figure.</param>
    public sealed record Reviewed(MoneyReport Report, DateTimeOffset At, int NotAsked) : ReviewOutcome(Report.Differences);

    /// <summary>The provider has no books that this program could read: what is told is what our own say.</summary>
    public sealed record NoBooks(PaymentProvider Provider, IReadOnlyList<Difference> Differences) : ReviewOutcome(Differences);

    /// <summary>The provider did not answer: what is told is what our own books say.</summary>
    public sealed record ProviderAway(IReadOnlyList<Difference> Differences) : ReviewOutcome(Differences);

    /// <summary>The span holds more than is read at once.</summary>
    public sealed record TooMuch(int Most, IReadOnlyList<Difference> Differences) : ReviewOutcome(Differences);
}

/// <summary>Compares the provider's books of a span with ours.</summary>
public sealed partial class MoneyReview(
    IEnumerable<IProviderLedger> ledgers, ReadOurBooks ours, IOptionsMonitor<PaymentOptions> options, TimeProvider clock, ILogger<MoneyReview> log)
{
    /// <summary>Payments, refunds or disputes.</summary>
    public const int Most = 10_000;

    private const int MostAsked = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>What was begun a little before the span belongs to what was settled here within it: in the same list, without a question each.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <summary>Whose books are read: those of the provider that buyers pay with now.</summary>
    public PaymentProvider Provider => options.CurrentValue.Provider;

    /// <remarks>Costs the provider one list of each kind, and a question for each thing of ours that is not on them.</remarks>
    public async Task<ReviewOutcome> ReviewAsync(ReviewSpan span, CancellationToken ct)
    {
        if (ledgers.LastOrDefault(each => each.Provider == Provider) is not { } ledger)
        {
            return new ReviewOutcome.NoBooks(Provider, await OwnAsync(ct));
        }

        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            return await ReadTheirsAsync(ledger, span, either.Token) is { } theirs
                ? await CompareAsync(ledger, span, theirs, either.Token)
                : new ReviewOutcome.TooMuch(Most, await OwnAsync(ct));
        }
        catch (Exception error) when (error is PaymentProviderException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            Away(log, Provider, error);
            return new ReviewOutcome.ProviderAway(await OwnAsync(ct));
        }
    }

    private async Task<IReadOnlyList<Difference>> OwnAsync(CancellationToken ct) => [.. Comparison.OfTickets(await ours.OfTicketsAsync(ct))];

    /// <returns>Null where there is too much of it.</returns>
    private static async Task<ProviderBooks?> ReadTheirsAsync(IProviderLedger ledger, ReviewSpan span, CancellationToken ct)
    {
        var from = span.From - Margin;
        var payments = await ledger.PaymentsAsync(from, span.Until, ct).Take(Most + 1).ToListAsync(ct);
        var refunds = await ledger.RefundsAsync(from, span.Until, ct).Take(Most + 1).ToListAsync(ct);
        var disputes = await ledger.DisputesAsync(from, span.Until, ct).Take(Most + 1).ToListAsync(ct);
        return payments.Count > Most || refunds.Count > Most || disputes.Count > Most ? null : new ProviderBooks(ledger.Provider, payments, refunds, disputes);
    }

    private async Task<ReviewOutcome> CompareAsync(IProviderLedger ledger, ReviewSpan span, ProviderBooks theirs, CancellationToken ct)
    {
        var here = await ours.OfSpanAsync(span, theirs, ct);
        var missing = Missing.Of(span, theirs, here);
        var more = new ProviderBooks(ledger.Provider, [], [], []);
        foreach (var each in missing.Take(MostAsked))
        {
            more = await each.AskAsync(ledger, more, ct);
        }

        var asked = new ProviderBooks(
            ledger.Provider,
            [.. more.Payments, .. theirs.Payments.ExceptBy(more.Payments.Select(p => p.Reference), p => p.Reference)],
            [.. theirs.Refunds, .. more.Refunds.ExceptBy(theirs.Refunds.Select(r => r.Reference), r => r.Reference)],
            [.. theirs.Disputes, .. more.Disputes]);
        var left = missing.Skip(MostAsked).Select(each => each.Ours).ToHashSet(ReferenceEqualityComparer.Instance);
        var known = here with
        {
            Payments = [.. here.Payments.Where(p => !left.Contains(p))],
            Refunds = [.. here.Refunds.Where(r => !left.Contains(r) && !left.Contains(r.Payment))],
            Disputes = [.. here.Disputes.Where(d => !left.Contains(d) && !left.Contains(d.Payment))],
        };
        return new ReviewOutcome.Reviewed(Comparison.Of(span, asked, known), clock.GetUtcNow(), left.Count);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The books of {Provider} could not be read")]
    private static partial void Away(ILogger logger, PaymentProvider provider, Exception error);
}
