using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Providers;

public sealed record PaymentLine(string Name, long UnitAmount, int Quantity);

public sealed record SessionRequest
{
    public required Guid PaymentId { get; init; }
    public required Guid OrderId { get; init; }
    public required string IdempotencyKey { get; init; }
    public required string OrderReference { get; init; }
    public required Guid EventId { get; init; }

    /// <summary>Several venues may use the same account. Null if no order is paid.</summary>
    public required Guid? VenueId { get; init; }

    /// <summary>Stored with the payment, so that the order can be rebuilt if a backup is restored that does not have it.</summary>
    public required IReadOnlyList<ProviderOrderLine> Tickets { get; init; }
    public required string BuyerEmail { get; init; }
    public required string Title { get; init; }

    /// <summary>Tag of the language of the title, the lines and, if the provider speaks it, the payment page.</summary>
    public required string Language { get; init; }
    public required IReadOnlyList<PaymentLine> Lines { get; init; }
    public required Money Total { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>After the payment page, whatever the outcome.</summary>
    public required string ReturnUrl { get; init; }

    /// <summary>For buyers who leave without paying.</summary>
    public required string CancelUrl { get; init; }
}

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

public sealed record RefundRequest
{
    public required Guid RefundId { get; init; }
    public required Guid OrderId { get; init; }
    public required string IdempotencyKey { get; init; }
    public required string SessionId { get; init; }
    public required string PaymentReference { get; init; }
    public required Money Amount { get; init; }

    /// <summary>Stored with the refund, so that the right tickets are void if a backup is restored that does not have it.</summary>
    public required IReadOnlyList<int> TicketNumbers { get; init; }

    /// <summary>The provider's refund id, if known: look it up instead of requesting it again.</summary>
    public required string? Reference { get; init; }

    /// <summary>It may have been requested before and the response was lost.</summary>
    public required bool IsRetry { get; init; }
}

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

    /// <summary>
    /// True if a session is nothing but a row of this database: it is opened in the transaction that records its payment, so that there
    /// are both or neither.
    /// </summary>
    bool OpensInTransaction => false;

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
