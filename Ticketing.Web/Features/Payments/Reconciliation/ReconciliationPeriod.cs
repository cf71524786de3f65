namespace Ticketing.Features.Payments.Reconciliation;

/// <param name="Until">Excluded.</param>
public readonly record struct ReconciliationPeriod(DateTimeOffset From, DateTimeOffset Until)
{
    public static readonly ReconciliationPeriod AllTime = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    public bool Contains(DateTimeOffset at) => at >= From && at < Until;
}
