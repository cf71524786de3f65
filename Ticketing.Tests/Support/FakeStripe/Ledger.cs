namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>Minor units, all positive.</summary>
/// <param name="Returned">Refunds sent back by the bank.</param>
/// <param name="Disputed">Withdrawn minus reinstated, without fees.</param>
public sealed record LedgerSum(long Charged, long Refunded, long Returned, long Disputed, long Fees)
{
    /// <summary>Paid by buyers and not returned to them.</summary>
    public long Kept => Charged - Refunded + Returned;
}

public sealed class Ledger
{
    private readonly IReadOnlyList<FakeMovement> movements;

    internal Ledger(IEnumerable<FakeMovement> movements) => this.movements = [.. movements];

    public IReadOnlyList<string> Currencies => [.. movements.Select(movement => movement.Currency).Distinct()];

    /// <param name="currency">Case-insensitive.</param>
    public LedgerSum In(string currency) => Sum(movements.Where(movement => string.Equals(movement.Currency, currency, StringComparison.OrdinalIgnoreCase)));

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
