namespace Ticketing.Tests.Support.FakeStripe;

/// <param name="Type">As Stripe writes it: "card", "bacs_debit".</param>
/// <param name="Brand">Cards only.</param>
public sealed record PaymentMethod(string Type, string? Brand, string LastDigits)
{
    public static PaymentMethod Card { get; } = new("card", "visa", "4242");

    public bool IsCard => Type == "card";
}

/// <summary>An attempt to take the money; ids begin with ch_ for cards and py_ for everything else.</summary>
public sealed class FakeCharge : FakeObject
{
    public required FakeIntent Intent { get; init; }
    public required PaymentMethod Method { get; init; }

    /// <summary>Null while it is under way.</summary>
    public bool? Succeeded { get; internal set; }

    public string? FailureMessage { get; internal set; }
    public FakeMovement? Movement { get; internal set; }

    /// <summary>False while the fee is being reckoned: the line stands in the balance, and the charge does not lead to it.</summary>
    public bool IsFeeTold { get; internal set; }
    public FakeDispute? Dispute { get; internal set; }

    /// <summary>What is paid back or on its way back, in minor units.</summary>
    public long AmountRefunded { get; internal set; }

    public bool IsRefunded => AmountRefunded == Intent.Amount;
}
