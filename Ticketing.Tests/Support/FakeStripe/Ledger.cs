namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>Sums in minor units; all are positive.</summary>
/// <param name="Returned">Refunds that the bank sent back.</param>
/// <param name="Disputed">Taken away by disputes, less what was given back for those that were won; without their fees.</param>
/// <param name="Fees">What the provider kept.</param>
public sealed record LedgerSum(long Charged, long Refunded, long Returned, long Disputed, long Fees)
{
    /// <summary>What buyers paid and did not get back.</summary>
    public long Kept => Charged - Refunded + Returned;
}

/// <summary>The account's books, to be compared with the product's.</summary>
public sealed class Ledger
{
    private readonly IReadOnlyList<FakeMovement> movements;

    internal Ledger(IEnumerable<FakeMovement> movements) => this.movements = [.. movements];

    public IReadOnlyList<string> Currencies => [.. movements.Select(movement => movement.Currency).Distinct()];

    /// <param name="currency">In upper or lower case.</param>
    public LedgerSum In(string currency) => Sum(movements.Where(movement => string.Equals(movement.Currency, currency, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Of one payment.</summary>
    public LedgerSum Of(string intentId) => Sum(movements.Where(movement => IntentOf(movement.Source).Id == intentId));

    private static LedgerSum Sum(IEnumerable<FakeMovement> movements)
    {
        var all = movements.ToList();
        long Of(params string[] types) => all.Where(movement => types.Contains(movement.Type)).Sum(movement => movement.Amount);
        return new LedgerSum(Of("charge", "payment"), -Of("refund", "payment_refund"), Of("refund_failure"), -Of("adjustment"), all.Sum(movement => movement.Fee));
    }

    private static FakeIntent IntentOf(FakeObject source) => source switch
    {
        FakeCharge charge => charge.Intent,
        FakeRefund refund => refund.Charge.Intent,
        FakeDispute dispute => dispute.Charge.Intent,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
