namespace Ticketing.Features.Payments.Reconciliation;

/// <param name="MaxRecords">Of each of payments, refunds and disputes.</param>
/// <param name="Timeout">Of all requests to the provider together; each also has its own.</param>
/// <param name="Margin">Records created just before the period may be settled within it; listing them saves a lookup each.</param>
/// <param name="LocalUntil">Our records of later are only compared if the provider lists theirs.</param>
public sealed record ReconciliationLimits(int MaxRecords, TimeSpan Timeout, TimeSpan Margin, DateTimeOffset LocalUntil)
{
    /// <summary>While staff wait for a page.</summary>
    public static ReconciliationLimits ForPage { get; } =
        new(PaymentReconciliation.MaxRecords, TimeSpan.FromSeconds(45), TimeSpan.FromHours(1), DateTimeOffset.MaxValue);

    /// <summary>For a job that compares the last days again and again.</summary>
    public static ReconciliationLimits ForJob { get; } = ForPage with { Timeout = TimeSpan.FromMinutes(10), MaxRecords = 100_000 };

    /// <summary>For work in the background on one period after another.</summary>
    public static ReconciliationLimits ForSlice(int maxRecords, DateTimeOffset localUntil) =>
        new(maxRecords, System.Threading.Timeout.InfiniteTimeSpan, TimeSpan.Zero, localUntil);
}
