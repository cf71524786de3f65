using Microsoft.Extensions.Options;
using Ticketing.Settings;

namespace Ticketing.Payments.Review;

public abstract record ReviewOutcome(IReadOnlyList<Difference> Differences)
{
    /// <param name="NotAsked">Number of our unlisted records beyond the lookup limit; excluded from the totals.</param>
    public sealed record Reviewed(MoneyReport Report, DateTimeOffset At, int NotAsked) : ReviewOutcome(Report.Differences);

    /// <summary>The provider offers no records; the differences come from ours alone.</summary>
    public sealed record NoBooks(PaymentProvider Provider, IReadOnlyList<Difference> Differences) : ReviewOutcome(Differences);

    /// <summary>The differences come from our records alone.</summary>
    public sealed record ProviderAway(IReadOnlyList<Difference> Differences) : ReviewOutcome(Differences);

    public sealed record TooMuch(int Most, IReadOnlyList<Difference> Differences) : ReviewOutcome(Differences);
}

public sealed partial class MoneyReview(
    IEnumerable<IProviderLedger> ledgers, ReadOurBooks ours, IOptionsMonitor<PaymentOptions> options, TimeProvider clock, ILogger<MoneyReview> log)
{
    /// <summary>Limit for each of payments, refunds and disputes.</summary>
    public const int Most = 10_000;

    private const int MostAsked = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>Records created just before the period may be settled within it; listing them saves a lookup each.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    public PaymentProvider Provider => options.CurrentValue.Provider;

    /// <remarks>One list request per record type, plus one lookup per unlisted record of ours.</remarks>
    public async Task<ReviewOutcome> ReviewAsync(ReviewSpan span, CancellationToken ct)
    {
        if (ledgers.LastOrDefault(each => each.Provider == Provider) is not { } ledger)
        {
            return new ReviewOutcome.NoBooks(Provider, await OwnAsync(ct));
        }

        using var timeout = new CancellationTokenSource(Patience, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            return await ReadTheirsAsync(ledger, span, linked.Token) is { } providerRecords
                ? await CompareAsync(ledger, span, providerRecords, linked.Token)
                : new ReviewOutcome.TooMuch(Most, await OwnAsync(ct));
        }
        catch (Exception error) when (error is PaymentProviderException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            Away(log, Provider, error);
            return new ReviewOutcome.ProviderAway(await OwnAsync(ct));
        }
    }

    private async Task<IReadOnlyList<Difference>> OwnAsync(CancellationToken ct) => [.. Comparison.OfTickets(await ours.OfTicketsAsync(ct))];

    private static async Task<ProviderBooks?> ReadTheirsAsync(IProviderLedger ledger, ReviewSpan span, CancellationToken ct)
    {
        var from = span.From - Margin;
        var payments = await ledger.PaymentsAsync(from, span.Until, ct).Take(Most + 1).ToListAsync(ct);
        var refunds = await ledger.RefundsAsync(from, span.Until, ct).Take(Most + 1).ToListAsync(ct);
        var disputes = await ledger.DisputesAsync(from, span.Until, ct).Take(Most + 1).ToListAsync(ct);
        return payments.Count > Most || refunds.Count > Most || disputes.Count > Most
            ? null
            : new ProviderBooks(ledger.Provider, payments, refunds, disputes);
    }

    private async Task<ReviewOutcome> CompareAsync(IProviderLedger ledger, ReviewSpan span, ProviderBooks theirs, CancellationToken ct)
    {
        var local = await ours.OfSpanAsync(span, theirs, ct);
        var missing = Missing.Of(span, theirs, local);
        var found = new ProviderBooks(ledger.Provider, [], [], []);
        foreach (var each in missing.Take(MostAsked))
        {
            found = await each.AskAsync(ledger, found, ct);
        }

        var complete = new ProviderBooks(
            ledger.Provider,
            [.. found.Payments, .. theirs.Payments.ExceptBy(found.Payments.Select(p => p.Reference), p => p.Reference)],
            [.. theirs.Refunds, .. found.Refunds.ExceptBy(theirs.Refunds.Select(r => r.Reference), r => r.Reference)],
            [.. theirs.Disputes, .. found.Disputes]);
        var skipped = missing.Skip(MostAsked).Select(each => each.Ours).ToHashSet(ReferenceEqualityComparer.Instance);
        var checkedLocal = local with
        {
            Payments = [.. local.Payments.Where(p => !skipped.Contains(p))],
            Refunds = [.. local.Refunds.Where(r => !skipped.Contains(r) && !skipped.Contains(r.Payment))],
            Disputes = [.. local.Disputes.Where(d => !skipped.Contains(d) && !skipped.Contains(d.Payment))],
        };
        return new ReviewOutcome.Reviewed(Comparison.Of(span, complete, checkedLocal), clock.GetUtcNow(), skipped.Count);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment records of {Provider} could not be read")]
    private static partial void Away(ILogger logger, PaymentProvider provider, Exception error);
}
