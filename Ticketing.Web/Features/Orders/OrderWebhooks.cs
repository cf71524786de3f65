using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.Tickets;

namespace Ticketing.Features.Orders;

public sealed record OrderPaidData
{
    public required string OrderReference { get; init; }
    public required Guid EventId { get; init; }
    public required OrderChannel Channel { get; init; }
    public required WebhookMoney Total { get; init; }

    /// <summary>As staff wrote it; null if none was used.</summary>
    public required string? PromoCode { get; init; }

    /// <summary>Taken off by the code.</summary>
    public required WebhookMoney Discount { get; init; }
    public required IReadOnlyList<OrderPaidLine> Lines { get; init; }
}

public sealed record OrderPaidLine(Guid TicketTypeId, int Quantity);

/// <summary>Nothing was sold.</summary>
public sealed record OrderExpiredData(string OrderReference, Guid EventId);

/// <param name="Changed">Some of <see cref="OrderCorrection"/>.</param>
public sealed record OrderCorrectedData(string OrderReference, Guid EventId, IReadOnlyList<string> Changed);

/// <summary>Parts of an order that can be corrected.</summary>
public static class OrderCorrection
{
    public const string Name = "name";
    public const string Phone = "phone";
    public const string Email = "email";
    public const string Attendees = "attendees";
    public const string Company = "company";
}

/// <summary>An order's reference and the number within it name a ticket.</summary>
public sealed record TicketVoidedData(string OrderReference, Guid EventId, int TicketNumber, Guid TicketTypeId);

/// <summary>Messages about orders and their tickets.</summary>
public sealed class OrderWebhooks(WebhookOutbox outbox)
{
    internal Task QueuePaidAsync(Order order, CancellationToken ct) =>
        outbox.QueueAsync(
            WebhookEventTypes.OrderPaid,
            new OrderPaidData
            {
                OrderReference = order.Reference,
                EventId = order.EventId,
                Channel = order.Channel,
                Total = WebhookMoney.From(order.Money(order.Total)),
                PromoCode = order.PromoCode,
                Discount = WebhookMoney.From(order.Money(order.Discount)),
                Lines = [.. order.Lines.OrderBy(l => l.Position).Select(l => new OrderPaidLine(l.TicketTypeId, l.Quantity))],
            },
            ct
        );

    internal Task QueueExpiredAsync(IEnumerable<Order> orders, CancellationToken ct) =>
        outbox.QueueAllAsync(
            WebhookEventTypes.OrderExpired,
            [.. orders.Select(order => new OrderExpiredData(order.Reference, order.EventId))],
            ct
        );

    /// <param name="changed">Some of <see cref="OrderCorrection"/>. Nothing is told if there are none.</param>
    internal Task QueueCorrectedAsync(Order order, IReadOnlyList<string> changed, CancellationToken ct) =>
        changed.Count == 0
            ? Task.CompletedTask
            : outbox.QueueAsync(WebhookEventTypes.OrderCorrected, new OrderCorrectedData(order.Reference, order.EventId, changed), ct);

    internal Task QueueVoidedAsync(Order order, IEnumerable<Ticket> tickets, CancellationToken ct) =>
        outbox.QueueAllAsync(
            WebhookEventTypes.TicketVoided,
            [.. tickets.OrderBy(t => t.Number).Select(t => new TicketVoidedData(order.Reference, order.EventId, t.Number, t.TicketTypeId))],
            ct
        );
}
