using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Reconciliation;

/// <param name="SuspendedTickets">Included in <paramref name="ValidTickets"/>.</param>
public sealed record LocalOrder(Guid Id, string Reference, int ValidTickets, int SuspendedTickets);

/// <param name="SettledOrCreatedAt">Settlement time, or creation time while unsettled.</param>
public sealed record LocalPayment(
    Guid Id,
    LocalOrder Order,
    PaymentProvider Provider,
    string? Reference,
    PaymentStatus Status,
    Money Amount,
    long? Fee,
    DateTimeOffset SettledOrCreatedAt
);

public sealed record LocalRefund(
    Guid Id,
    LocalPayment Payment,
    string? Reference,
    string IdempotencyKey,
    RefundStatus Status,
    Money Amount,
    DateTimeOffset RequestedAt
);

public sealed record LocalDispute(
    LocalPayment Payment,
    string Reference,
    Money Amount,
    DisputeStatus Status,
    bool IsWithdrawn,
    DateTimeOffset? RespondBy,
    DateTimeOffset OpenedAt
);

public sealed record LocalRecords(
    IReadOnlyList<LocalOrder> Orders,
    IReadOnlyList<LocalPayment> Payments,
    IReadOnlyList<LocalRefund> Refunds,
    IReadOnlyList<LocalDispute> Disputes
);
