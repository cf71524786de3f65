using Microsoft.Extensions.Options;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Payments.Reconciliation;

public abstract record ReconciliationOutcome(IReadOnlyList<PaymentDifference> Differences)
{
    /// <param name="SkippedLookups">Number of our unlisted records beyond the lookup limit; excluded from the totals.</param>
    public sealed record Completed(ReconciliationReport Report, DateTimeOffset CheckedAt, int SkippedLookups)
        : ReconciliationOutcome(Report.Differences);

    /// <summary>The provider offers no records; the differences come from ours alone.</summary>
    public sealed record NoProviderRecords(PaymentProvider Provider, IReadOnlyList<PaymentDifference> Differences)
        : ReconciliationOutcome(Differences);

    /// <summary>The differences come from our records alone.</summary>
    public sealed record ProviderUnavailable(IReadOnlyList<PaymentDifference> Differences) : ReconciliationOutcome(Differences);

    public sealed record TooManyRecords(int Limit, IReadOnlyList<PaymentDifference> Differences) : ReconciliationOutcome(Differences);
}

public sealed partial class PaymentReconciliation(
    PaymentProviderRegistry providers,
    LocalRecordReader localRecords,
    IOptionsMonitor<PaymentOptions> options,
    TimeProvider clock,
    ILogger<PaymentReconciliation> log
)
{
    /// <summary>Limit for each of payments, refunds and disputes.</summary>
    public const int MaxRecords = 10_000;

    private const int MaxLookups = 100;

    public PaymentProvider Provider => options.CurrentValue.Provider;

    /// <remarks>One list request per record type, plus one lookup per unlisted record of ours.</remarks>
    public Task<ReconciliationOutcome> ReconcileAsync(ReconciliationPeriod period, CancellationToken ct) =>
        ReconcileAsync(period, ReconciliationLimits.ForPage, ct);

    public async Task<ReconciliationOutcome> ReconcileAsync(ReconciliationPeriod period, ReconciliationLimits limits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (providers.FindLedger(Provider) is not { } ledger)
        {
            return new ReconciliationOutcome.NoProviderRecords(Provider, await FindTicketMismatchesAsync(ct));
        }

        using var timeout = new CancellationTokenSource(limits.Timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            return await ReadProviderRecordsAsync(ledger, period, limits, linked.Token) is { } providerRecords
                ? await CompareAsync(ledger, period, limits, providerRecords, linked.Token)
                : new ReconciliationOutcome.TooManyRecords(limits.MaxRecords, await FindTicketMismatchesAsync(ct));
        }
        catch (Exception error)
            when (error is PaymentProviderException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            ProviderUnavailable(log, Provider, error);
            return new ReconciliationOutcome.ProviderUnavailable(await FindTicketMismatchesAsync(ct));
        }
    }

    private async Task<IReadOnlyList<PaymentDifference>> FindTicketMismatchesAsync(CancellationToken ct) =>
        [.. RecordComparison.FindTicketMismatches(await localRecords.ReadTicketMismatchesAsync(ct))];

    private static async Task<ProviderRecords?> ReadProviderRecordsAsync(
        IProviderLedger ledger,
        ReconciliationPeriod period,
        ReconciliationLimits limits,
        CancellationToken ct
    )
    {
        var (from, max) = (period.From - limits.Margin, limits.MaxRecords);
        var payments = await ledger.ListPaymentsAsync(from, period.Until, ct).Take(max + 1).ToListAsync(ct);
        var refunds = await ledger.ListRefundsAsync(from, period.Until, ct).Take(max + 1).ToListAsync(ct);
        var disputes = await ledger.ListDisputesAsync(from, period.Until, ct).Take(max + 1).ToListAsync(ct);
        return payments.Count > max || refunds.Count > max || disputes.Count > max
            ? null
            : new ProviderRecords(ledger.Provider, payments, refunds, disputes);
    }

    private async Task<ReconciliationOutcome> CompareAsync(
        IProviderLedger ledger,
        ReconciliationPeriod period,
        ReconciliationLimits limits,
        ProviderRecords providerRecords,
        CancellationToken ct
    )
    {
        var localPeriod = limits.LocalUntil < period.Until ? period with { Until = limits.LocalUntil } : period;
        var local = await localRecords.ReadPeriodAsync(localPeriod, providerRecords, ct);
        var missing = MissingRecordLookup.Create(period, providerRecords, local);
        var found = new ProviderRecords(ledger.Provider, [], [], []);
        foreach (var each in missing.Take(MaxLookups))
        {
            found = await each.LookUpAsync(ledger, found, ct);
        }

        var complete = new ProviderRecords(
            ledger.Provider,
            [.. found.Payments, .. providerRecords.Payments.ExceptBy(found.Payments.Select(p => p.Reference), p => p.Reference)],
            [.. providerRecords.Refunds, .. found.Refunds.ExceptBy(providerRecords.Refunds.Select(r => r.Reference), r => r.Reference)],
            [.. providerRecords.Disputes, .. found.Disputes]
        );
        var skipped = missing.Skip(MaxLookups).Select(each => each.LocalRecord).ToHashSet(ReferenceEqualityComparer.Instance);
        var checkedLocal = local with
        {
            Payments = [.. local.Payments.Where(p => !skipped.Contains(p))],
            Refunds = [.. local.Refunds.Where(r => !skipped.Contains(r) && !skipped.Contains(r.Payment))],
            Disputes = [.. local.Disputes.Where(d => !skipped.Contains(d) && !skipped.Contains(d.Payment))],
        };
        return new ReconciliationOutcome.Completed(
            RecordComparison.Compare(period, complete, checkedLocal),
            clock.GetUtcNow(),
            skipped.Count
        );
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment records of {Provider} could not be read")]
    private static partial void ProviderUnavailable(ILogger logger, PaymentProvider provider, Exception error);
}
