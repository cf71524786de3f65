using Ticketing.Settings;

namespace Ticketing.Payments;

public sealed record PaymentLine(string Name, long UnitAmount, int Quantity);

/// <summary>What a provider needs to show its payment page.</summary>
/// <param name="ReturnUrl">Where the buyer comes back to, whatever the outcome.</param>
/// <param name="LeaveUrl">Where the buyer comes back to who left the page without paying.</param>
public sealed record SessionRequest(
    Guid PaymentId,
    Guid OrderId,
    string IdempotencyKey,
    string OrderReference,
    string BuyerEmail,
    string Title,
    IReadOnlyList<PaymentLine> Lines,
    Money Total,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string ReturnUrl,
    string LeaveUrl);

public sealed record PaymentSession(string Id, string PageUrl)
{
    public const int LongestId = 255;
    public const int LongestPageUrl = 2000;
}

/// <summary>What the provider says about a session: the only thing that settles a payment.</summary>
public abstract record SessionState
{
    public sealed record Open : SessionState;

    /// <summary>The buyer has done all; the bank takes its days. Not paid yet, and nothing that could be paid twice.</summary>
    public sealed record Processing : SessionState;

    /// <param name="With">"Card ending 4242".</param>
    /// <param name="Fee">What the provider keeps of the payment, in minor units of its currency; null where it does not say.</param>
    public sealed record Paid(string Reference, string With, Money Amount, long? Fee = null) : SessionState;

    public sealed record Declined : SessionState;

    public sealed record Cancelled : SessionState;

    public sealed record Expired : SessionState;
}

/// <param name="IdempotencyKey">The same key pays back once, however often it is asked.</param>
/// <param name="PaymentReference">The provider's name for the payment.</param>
/// <param name="Reference">The provider's name for the refund, once known: then it is looked at, not asked for.</param>
/// <param name="IsRepeated">It may have been asked for before, and the answer was lost.</param>
public sealed record RefundRequest(
    Guid RefundId, Guid OrderId, string IdempotencyKey, string SessionId, string PaymentReference, Money Amount, string? Reference, bool IsRepeated);

/// <summary>What the provider says about a refund.</summary>
/// <param name="Reference">The provider's name for it; empty where there never was one.</param>
public abstract record RefundState(string Reference)
{
    public sealed record Succeeded(string Reference) : RefundState(Reference);

    /// <summary>Taken, not done yet: ask again, with <see cref="RefundRequest.Reference"/>.</summary>
    public sealed record Underway(string Reference) : RefundState(Reference);

    /// <summary>Refused for good; the same key will not succeed any more.</summary>
    public sealed record Failed(string Reference, string Reason) : RefundState(Reference);
}

/// <summary>The payment provider, where our process ends.</summary>
public interface IPaymentGateway
{
    PaymentProvider Provider { get; }

    /// <summary>Opens a session; the same idempotency key gives the same session again.</summary>
    /// <exception cref="PaymentRefusedException">There is no session under this key, and there will be none.</exception>
    /// <exception cref="PaymentProviderException">The provider could not be reached, or could not answer: nothing is known.</exception>
    Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct);

    /// <exception cref="PaymentUnknownException">The provider has no such session: nothing is known, and asking again will not help.</exception>
    /// <exception cref="PaymentProviderException">The provider could not be reached: nothing is known.</exception>
    Task<SessionState> GetAsync(string sessionId, CancellationToken ct);

    /// <summary>Closes a session that is still open.</summary>
    /// <returns>Its state afterwards: it may have been paid a moment before.</returns>
    /// <exception cref="PaymentProviderException">The provider could not be reached: nothing is known.</exception>
    Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct);

    /// <summary>Pays back a part or all of a paid session.</summary>
    /// <exception cref="PaymentProviderException">The provider could not be reached: nothing is known. Ask again with the same key.</exception>
    Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct);
}
