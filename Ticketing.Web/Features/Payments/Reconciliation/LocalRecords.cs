using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Reconciliation;

/// <param name="SuspendedTickets">Included in <paramref name="ValidTickets"/>.</param>
public sealed record LocalOrder(Guid Id, string Reference, int ValidTickets, int SuspendedTickets);

public sealed record LocalPayment
{
    public required Guid Id { get; init; }
    public required LocalOrder Order { get; init; }
    public required PaymentProvider Provider { get; init; }
    public required string? Reference { get; init; }
    public required PaymentStatus Status { get; init; }
    public required Money Amount { get; init; }
    public required long? Fee { get; init; }

    /// <summary>Settlement time, or creation time while unsettled.</summary>
    public required DateTimeOffset SettledOrCreatedAt { get; init; }
}

public sealed record LocalRefund(
    Guid Id,
    LocalPayment Payment,
    string? Reference,
    string IdempotencyKey,
    RefundStatus Status,
    Money Amount,
    DateTimeOffset RequestedAt
)
{
    /// <summary>Paid back by staff: the provider has nothing to do with it.</summary>
    public bool IsManual { get; init; }
}

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
