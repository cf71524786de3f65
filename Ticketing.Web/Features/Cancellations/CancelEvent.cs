using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Cancellations;

public enum CancelOutcome
{
    Started,

    /// <summary>The event was already cancelled; nothing was changed.</summary>
    AlreadyCancelled,
    EventNotFound,
}

/// <summary>
/// Holds and sales are conditional on the status that this updates, so every order is either listed for a refund or not sold.
/// </summary>
public sealed class CancelEvent(
    TicketingDbContext db,
    CancellationPreviewQueries previews,
    EventWebhooks webhooks,
    AuditTrail audit,
    TimeProvider clock
)
{
    public const int MaxMessageLength = 1000;

    /// <param name="message">Added to the email to buyers; may be empty.</param>
    public Task<CancelOutcome> CancelAsync(Guid eventId, string message, CancellationToken ct) =>
        db.WriteAsync(() => TryAsync(eventId, message, ct), outcome => outcome == CancelOutcome.Started, ct);

    private async Task<CancelOutcome> TryAsync(Guid eventId, string message, CancellationToken ct)
    {
        if (
            await db.Set<Event>().AsNoTracking().Where(e => e.Id == eventId).Select(e => (EventStatus?)e.Status).SingleOrDefaultAsync(ct)
            is not { } before
        )
        {
            return CancelOutcome.EventNotFound;
        }

        await db.Set<Event>()
            .Where(e => e.Id == eventId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.Status, EventStatus.Cancelled)
                        .SetProperty(e => e.PublishAt, (DateTimeOffset?)null)
                        .SetProperty(e => e.ArchivedAt, (DateTimeOffset?)null)
                        .SetProperty(e => e.Version, e => e.Version + 1),
                ct
            );
        if (await db.Set<CancellationRun>().AnyAsync(r => r.EventId == eventId, ct))
        {
            return CancelOutcome.AlreadyCancelled;
        }

        // The update has locked the event row: no more sales can commit.
        var plan = (await previews.FindAsync(eventId, ct))!;
        var run = new CancellationRun
        {
            EventId = eventId,
            Message = message,
            RequestedBy = audit.Actor.Name,
            StartedAt = clock.GetUtcNow(),
        };
        db.Add(run);
        await db.SaveChangesAsync(ct);
        await ListOrdersAsync(run, ct);
        await audit.RecordAsync(
            "event.cancelled",
            eventId,
            plan.Event.Title,
            new { Status = before },
            new
            {
                Status = EventStatus.Cancelled,
                plan.Orders,
                plan.Tickets,
                Online = plan.Online.ToRecordString(),
                AtVenue = plan.AtVenue.ToRecordString(),
                Message = message,
            },
            ct
        );
        await webhooks.QueueAsync(WebhookEventTypes.EventCancelled, plan.Event, EventStatus.Cancelled, ct);
        return CancelOutcome.Started;
    }

    // One statement for any number of orders. Values are copied or passed in stored form, so it runs on both databases.
    private Task<int> ListOrdersAsync(CancellationRun run, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO cancellation_entries (run_id, order_id, status, attempts, due_at)
            SELECT r.id, o.id, {nameof(CancellationEntryStatus.Pending)}, 0, r.started_at
            FROM cancellation_runs r JOIN orders o ON o.event_id = r.event_id
            WHERE r.id = {run.Id} AND o.status = {nameof(OrderStatus.Paid)}
            AND EXISTS (SELECT 1 FROM tickets t WHERE t.order_id = o.id AND t.status = {nameof(TicketStatus.Valid)})
            """,
            ct
        );
}
