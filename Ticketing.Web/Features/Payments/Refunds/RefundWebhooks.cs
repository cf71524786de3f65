using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Refunds;

public sealed record OrderRefundedData
{
    public required string OrderReference { get; init; }
    public required Guid EventId { get; init; }
    public required Guid RefundId { get; init; }
    public required WebhookMoney Amount { get; init; }
    public required RefundCause Cause { get; init; }

    /// <summary>Empty if the refund is not for certain tickets.</summary>
    public required IReadOnlyList<int> TicketNumbers { get; init; }
}

public sealed class RefundWebhooks(TicketingDbContext db, WebhookOutbox outbox)
{
    internal Task QueueRefundedAsync(Refund refund, Order order, CancellationToken ct) =>
        outbox.QueueAsync(
            WebhookEventTypes.OrderRefunded,
            async () =>
                new OrderRefundedData
                {
                    OrderReference = order.Reference,
                    EventId = order.EventId,
                    RefundId = refund.Id,
                    Amount = WebhookMoney.From(refund.Money),
                    Cause = refund.Cause,
                    TicketNumbers = await GetTicketNumbersAsync(refund.Id, ct),
                },
            ct
        );

    private Task<List<int>> GetTicketNumbersAsync(Guid refundId, CancellationToken ct) =>
        db.Set<RefundLine>().Where(l => l.RefundId == refundId).OrderBy(l => l.Number).Select(l => l.Number).ToListAsync(ct);
}
