namespace Ticketing.Orders;

/// <summary>Counts without a gap: raised in the transaction that uses the number, so that a rollback takes it back.</summary>
public sealed class Counter
{
    public const string Receipts = "receipts";

    public required string Name { get; init; }

    /// <summary>The last number given.</summary>
    public required long Value { get; init; }
}
