using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Orders;

public abstract record DeletionOutcome
{
    public sealed record Deleted(string Category) : DeletionOutcome;

    /// <summary>Was held or ordered once and must stay readable. It can be withdrawn instead.</summary>
    public sealed record InUse(string Category) : DeletionOutcome;

    public sealed record NotFound : DeletionOutcome;
}

public sealed class DeleteTicketType(TicketingDbContext db, EventLoader events, EventWebhooks webhooks, AuditTrail audit)
{
    public Task<DeletionOutcome> DeleteAsync(Guid eventId, Guid id, CancellationToken ct) =>
        db.WriteAsync<DeletionOutcome>(
            async () =>
            {
                // With the event row locked, no hold can begin unseen.
                var @event = await events.LoadLockedWithTypesAsync(eventId, ct);
                if (@event?.TicketTypes.SingleOrDefault(t => t.Id == id) is not { } type)
                {
                    return new DeletionOutcome.NotFound();
                }

                if (
                    type.Held + type.Sold + type.Waiting > 0
                    || await db.Set<HoldLine>().AnyAsync(l => l.TicketTypeId == id, ct)
                    || await db.Set<OrderLine>().AnyAsync(l => l.TicketTypeId == id, ct)
                )
                {
                    return new DeletionOutcome.InUse(type.Category);
                }

                await db.Set<TicketType>().Where(t => t.Id == id).ExecuteDeleteAsync(ct);
                await db.Set<TicketType>()
                    .Where(t => t.EventId == eventId && t.FollowedById == id)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(t => t.FollowedById, type.FollowedById)
                                .SetProperty(t => t.HasHandedOver, false)
                                .SetProperty(t => t.Version, t => t.Version + 1),
                        ct
                    );
                await audit.RecordAsync(
                    "ticket-type.deleted",
                    id,
                    type.Category,
                    new
                    {
                        type.Category,
                        type.Price,
                        type.Capacity,
                        Follows = @event.TicketTypes.Where(other => other.FollowedById == id).Select(other => other.Category),
                        EventId = eventId,
                    },
                    null,
                    ct
                );
                await webhooks.QueueChangedAsync(@event, ct);
                return new DeletionOutcome.Deleted(type.Category);
            },
            ct: ct
        );
}
