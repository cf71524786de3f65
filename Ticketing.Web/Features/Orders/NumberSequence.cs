namespace Ticketing.Features.Orders;

/// <summary>Gapless: incremented in the transaction that uses the number, so a rollback takes it back.</summary>
public sealed class NumberSequence
{
    public const string Receipts = "receipts";
    public const string CreditNotes = "credit-notes";

    public required string Name { get; init; }

    /// <summary>Last number given.</summary>
    public required long Value { get; init; }
}
