namespace Ticketing.Tests.Support.FakeStripe;

/// <param name="Type">For example "card" or "bacs_debit".</param>
/// <param name="Brand">Cards only.</param>
public sealed record FakePaymentMethod(string Type, string? Brand, string LastDigits)
{
    public static FakePaymentMethod Card { get; } = new("card", "visa", "4242");

    public bool IsCard => Type == "card";
}

/// <summary>Ids start with ch_ for cards and with py_ otherwise.</summary>
public sealed class FakeCharge : FakeObject
{
    public required FakeIntent Intent { get; init; }
    public required FakePaymentMethod Method { get; init; }

    /// <summary>Null while pending.</summary>
    public bool? Succeeded { get; internal set; }

    public string? FailureMessage { get; internal set; }
    public FakeBalanceTransaction? BalanceTransaction { get; internal set; }

    /// <summary>False while Stripe calculates the fee: the balance has the transaction, but the charge does not link to it.</summary>
    public bool IsFeeKnown { get; internal set; }
    public FakeDispute? Dispute { get; internal set; }

    /// <summary>Minor units, including pending refunds.</summary>
    public long AmountRefunded { get; internal set; }

    public bool IsRefunded => AmountRefunded == Intent.Amount;
}
