using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.CheckIn;

public sealed record TicketScannedData
{
    public required string OrderReference { get; init; }
    public required Guid EventId { get; init; }
    public required int TicketNumber { get; init; }
    public required Guid TicketTypeId { get; init; }

    /// <summary>May be empty.</summary>
    public required string Gate { get; init; }

    /// <summary>By staff, without a code.</summary>
    public required bool ByHand { get; init; }
}

public sealed class ScanWebhooks(TicketingDbContext db, WebhookOutbox outbox)
{
    /// <summary>Refused scans are not told: nothing has changed.</summary>
    internal Task QueueAsync(Scan scan, CancellationToken ct) =>
        scan switch
        {
            { Result: ScanResult.Admitted, TicketId: { } ticketId } => QueueAsync(WebhookEventTypes.TicketScanned, scan, ticketId, ct),
            { Result: ScanResult.Undone, TicketId: { } ticketId } => QueueAsync(WebhookEventTypes.TicketScanUndone, scan, ticketId, ct),
            _ => Task.CompletedTask,
        };

    private Task QueueAsync(string type, Scan scan, Guid ticketId, CancellationToken ct) =>
        outbox.QueueAsync(type, () => DescribeAsync(scan, ticketId, ct), ct);

    private async Task<object> DescribeAsync(Scan scan, Guid ticketId, CancellationToken ct) =>
        await (
            from ticket in db.Set<Ticket>()
            join order in db.Set<Order>() on ticket.OrderId equals order.Id
            where ticket.Id == ticketId
            select new TicketScannedData
            {
                OrderReference = order.Reference,
                EventId = ticket.EventId,
                TicketNumber = ticket.Number,
                TicketTypeId = ticket.TicketTypeId,
                Gate = scan.Gate,
                ByHand = scan.IsByHand,
            }
        ).SingleAsync(ct);
}
