namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>Minor units, all positive.</summary>
/// <param name="Returned">Refunds sent back by the bank.</param>
/// <param name="Disputed">Withdrawn minus reinstated, without fees.</param>
public sealed record LedgerTotals(long Charged, long Refunded, long Returned, long Disputed, long Fees)
{
    /// <summary>Paid by buyers and not returned to them.</summary>
    public long Net => Charged - Refunded + Returned;
}

public sealed class FakeLedger
{
    private readonly IReadOnlyList<FakeBalanceTransaction> transactions;

    internal FakeLedger(IEnumerable<FakeBalanceTransaction> movements) => this.transactions = [.. movements];

    public IReadOnlyList<string> Currencies => [.. transactions.Select(movement => movement.Currency).Distinct()];

    /// <param name="currency">Case-insensitive.</param>
    public LedgerTotals ForCurrency(string currency) =>
        Sum(transactions.Where(movement => string.Equals(movement.Currency, currency, StringComparison.OrdinalIgnoreCase)));

    public LedgerTotals ForIntent(string intentId) => Sum(transactions.Where(movement => IntentOf(movement.Source).Id == intentId));

    private static LedgerTotals Sum(IEnumerable<FakeBalanceTransaction> movements)
    {
        var all = movements.ToList();
        long SumByType(params string[] types) => all.Where(movement => types.Contains(movement.Type)).Sum(movement => movement.Amount);
        return new LedgerTotals(
            SumByType("charge", "payment"),
            -SumByType("refund", "payment_refund"),
            SumByType("refund_failure"),
            -SumByType("adjustment"),
            all.Sum(movement => movement.Fee)
        );
    }

    private static FakeIntent IntentOf(FakeObject source) =>
        source switch
        {
            FakeCharge charge => charge.Intent,
            FakeRefund refund => refund.Charge.Intent,
            FakeDispute dispute => dispute.Charge.Intent,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
