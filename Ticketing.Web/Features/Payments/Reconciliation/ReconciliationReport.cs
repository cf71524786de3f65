namespace Ticketing.Features.Payments.Reconciliation;

/// <summary>Minor units.</summary>
/// <param name="Disputed">Withdrawn by the buyers' banks and not returned.</param>
public readonly record struct ReconciliationTotals(int Payments, long Taken, long Refunded, long Disputed, long Fees)
{
    public static ReconciliationTotals Add(ReconciliationTotals one, ReconciliationTotals other) =>
        new(
            one.Payments + other.Payments,
            one.Taken + other.Taken,
            one.Refunded + other.Refunded,
            one.Disputed + other.Disputed,
            one.Fees + other.Fees
        );

    public static ReconciliationTotals operator +(ReconciliationTotals one, ReconciliationTotals other) => Add(one, other);
}

public sealed record CurrencyTotals(string Currency, ReconciliationTotals Provider, ReconciliationTotals Local);

/// <param name="IsOtherAccount">The keys seem to belong to another account than the one that took our payments.</param>
/// <param name="UnrelatedPayments">Number of payments that other systems made on the same provider account.</param>
public sealed record ReconciliationReport(
    IReadOnlyList<CurrencyTotals> Totals,
    IReadOnlyList<PaymentDifference> Differences,
    int UnrelatedPayments,
    bool IsOtherAccount
);
