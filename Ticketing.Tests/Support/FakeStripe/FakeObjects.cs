namespace Ticketing.Tests.Support.FakeStripe;

public enum SessionStatus
{
    Open,
    Complete,
    Expired,
}

public enum IntentStatus
{
    RequiresPaymentMethod,
    Processing,
    Succeeded,
    Canceled,
}

public enum RefundStatus
{
    Pending,
    Succeeded,
    Failed,
}

public enum DisputeStatus
{
    NeedsResponse,
    UnderReview,
    Won,
    Lost,
}

/// <summary>What the double keeps, under an id with Stripe's prefix.</summary>
public abstract class FakeObject
{
    public required string Id { get; init; }

    /// <summary>In whole seconds, as Stripe counts.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsLive { get; init; }

    public override string ToString() => Id;
}

/// <param name="UnitAmount">In minor units, as Stripe counts them.</param>
public sealed record FakeLine(string Id, string Name, string? Description, long UnitAmount, long Quantity)
{
    public long Total => UnitAmount * Quantity;
}

public sealed class FakeSession : FakeObject
{
    public required DateTimeOffset ExpiresAt { get; init; }
    public required IReadOnlyList<FakeLine> Lines { get; init; }

    /// <summary>Lower case.</summary>
    public required string Currency { get; init; }

    /// <summary>Its page.</summary>
    public required string Url { get; init; }

    public required string SuccessUrl { get; init; }
    public string? CancelUrl { get; init; }
    public string? ClientReferenceId { get; init; }
    public string? CustomerEmail { get; init; }
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>For the payment intent that comes of it.</summary>
    public IReadOnlyDictionary<string, string> PaymentMetadata { get; init; } = new Dictionary<string, string>();

    public string? PaymentDescription { get; init; }
    public IReadOnlyList<string> AllowedMethods { get; init; } = [];

    /// <summary>What the buyer is offered.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>What was asked for and changes nothing here, to be read back.</summary>
    public IReadOnlyDictionary<string, string> Wishes { get; init; } = new Dictionary<string, string>();

    public SessionStatus Status { get; internal set; }

    /// <summary>Null until somebody tried to pay.</summary>
    public FakeIntent? Intent { get; internal set; }

    public bool IsPaid => Intent?.Status == IntentStatus.Succeeded;

    public long Total => Lines.Sum(line => line.Total);
}

public sealed class FakeIntent : FakeObject
{
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public string? Description { get; init; }
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
    public required IReadOnlyList<string> Methods { get; init; }
    public IntentStatus Status { get; internal set; }

    /// <summary>Why the last attempt was refused, in the words for the buyer.</summary>
    public string? LastError { get; internal set; }

    public FakeCharge? LatestCharge { get; internal set; }
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
    public FakeDispute? Dispute { get; internal set; }

    /// <summary>What is paid back or on its way back, in minor units.</summary>
    public long AmountRefunded { get; internal set; }

    public bool IsRefunded => AmountRefunded == Intent.Amount;
}

/// <param name="Type">As Stripe writes it: "card", "bacs_debit".</param>
/// <param name="Brand">Cards only.</param>
public sealed record PaymentMethod(string Type, string? Brand, string LastDigits)
{
    public static PaymentMethod Card { get; } = new("card", "visa", "4242");

    public bool IsCard => Type == "card";
}

public sealed class FakeRefund : FakeObject
{
    public required FakeCharge Charge { get; init; }
    public required long Amount { get; init; }
    public string? Reason { get; init; }
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
    public RefundStatus Status { get; internal set; }
    public string? FailureReason { get; internal set; }
    public FakeMovement? Movement { get; internal set; }
    public FakeMovement? ReturnMovement { get; internal set; }
}

public sealed class FakeDispute : FakeObject
{
    public required FakeCharge Charge { get; init; }
    public required long Amount { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RespondBy { get; init; }
    public DisputeStatus Status { get; internal set; }
    internal List<FakeMovement> Movements { get; } = [];
}

/// <summary>A balance transaction: one line of the account.</summary>
/// <remarks>Amount in minor units as it changes the balance before the fee; the fee is positive where it costs.</remarks>
public sealed class FakeMovement : FakeObject
{
    public required string Type { get; init; }
    public required long Amount { get; init; }
    public required long Fee { get; init; }
    public required string Currency { get; init; }
    public required FakeObject Source { get; init; }
    public string? Description { get; init; }

    public long Net => Amount - Fee;
}

/// <summary>Something that happened, as it is told to webhooks.</summary>
/// <param name="Body">The JSON as it is signed and sent; its object is a picture of that moment.</param>
public sealed record FakeEvent(string Id, DateTimeOffset CreatedAt, string Type, string ObjectId, string Body);
