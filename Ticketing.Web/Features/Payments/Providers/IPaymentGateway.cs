using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Providers;

public sealed record PaymentLine(string Name, long UnitAmount, int Quantity);

/// <param name="ReturnUrl">After the payment page, whatever the outcome.</param>
/// <param name="CancelUrl">For buyers who leave without paying.</param>
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
    string CancelUrl
);

public sealed record PaymentSession(string Id, string PageUrl)
{
    public const int MaxIdLength = 255;
    public const int MaxPageUrlLength = 2000;
}

/// <summary>Session state as reported by the provider. Nothing else settles a payment.</summary>
public abstract record SessionState
{
    public sealed record Open : SessionState;

    /// <summary>The bank may take days: not paid yet, but it can no longer be paid twice.</summary>
    public sealed record Processing : SessionState;

    /// <param name="Fee">Minor units; null if unknown.</param>
    public sealed record Paid(string Reference, string Method, Money Amount, long? Fee = null) : SessionState;

    public sealed record Declined : SessionState;

    public sealed record Cancelled : SessionState;

    public sealed record Expired : SessionState;
}

/// <param name="Reference">The provider's refund id, if known: look it up instead of requesting it again.</param>
/// <param name="IsRetry">It may have been requested before and the response was lost.</param>
public sealed record RefundRequest(
    Guid RefundId,
    Guid OrderId,
    string IdempotencyKey,
    string SessionId,
    string PaymentReference,
    Money Amount,
    string? Reference,
    bool IsRetry
);

/// <param name="Reference">The provider's refund id; empty if none was created.</param>
public abstract record RefundState(string Reference)
{
    public sealed record Succeeded(string Reference) : RefundState(Reference);

    /// <summary>Accepted but not finished: ask again with <see cref="RefundRequest.Reference"/>.</summary>
    public sealed record Pending(string Reference) : RefundState(Reference);

    /// <summary>Refused for good: the same key will never succeed.</summary>
    public sealed record Failed(string Reference, string Reason) : RefundState(Reference);
}

public interface IPaymentGateway
{
    PaymentProvider Provider { get; }

    /// <summary>Idempotent by key.</summary>
    /// <exception cref="PaymentRefusedException">No session exists under this key, and none ever will.</exception>
    /// <exception cref="PaymentProviderException">The outcome is unknown.</exception>
    Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct);

    /// <exception cref="PaymentNotFoundException">The provider has no such session; retrying will not help.</exception>
    Task<SessionState> GetAsync(string sessionId, CancellationToken ct);

    /// <returns>The state afterwards: it may have been paid a moment before.</returns>
    /// <exception cref="PaymentProviderException">The outcome is unknown.</exception>
    Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct);

    /// <exception cref="PaymentProviderException">The outcome is unknown: retry with the same key.</exception>
    Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct);
}
