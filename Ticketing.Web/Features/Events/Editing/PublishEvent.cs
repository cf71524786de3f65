using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Events.Editing;

public abstract record PublishOutcome
{
    public sealed record Done : PublishOutcome;

    public sealed record Refused(IReadOnlyList<string> Reasons) : PublishOutcome;

    public sealed record NotFound : PublishOutcome;
}

public sealed class PublishEvent(TicketingDbContext db, EventLoader loader, EventWebhooks webhooks, AuditTrail audit, TimeProvider clock)
{
    public Task<PublishOutcome> PublishAsync(Guid id, CancellationToken ct) =>
        ChangeAsync(id, "event.published", EventStatus.Active, GetPublishBlockers, ct);

    public Task<PublishOutcome> WithdrawAsync(Guid id, CancellationToken ct) =>
        ChangeAsync(id, "event.withdrawn", EventStatus.Inactive, GetWithdrawBlockers, ct);

    /// <summary>Reasons against publishing; empty if it can be published.</summary>
    /// <param name="event">With its ticket types.</param>
    public IReadOnlyList<string> GetPublishBlockers(Event @event)
    {
        if (@event.Status != EventStatus.Inactive)
        {
            return ["It is public already."];
        }

        List<string> missing = [];
        var offered = @event.TicketTypes.Where(type => !type.IsWithdrawn).ToList();
        if (offered.Count == 0)
        {
            missing.Add("It has no ticket type: add one, be it free.");
        }
        else if (offered.All(type => type.Capacity == 0))
        {
            missing.Add("No ticket type has any places.");
        }
        else if (offered.All(type => SaleRules.GetSalesEnd(@event, type) <= clock.GetUtcNow()))
        {
            missing.Add("All sales have ended: look at the ticket types’ dates.");
        }

        if (@event.StartsAt <= clock.GetUtcNow())
        {
            missing.Add("Its date is in the past.");
        }

        return missing;
    }

    private static IReadOnlyList<string> GetWithdrawBlockers(Event @event) =>
        @event switch
        {
            { Status: not EventStatus.Active } => ["Only a public event can be withdrawn."],
            { Sold: > 0 } or { Held: > 0 } =>
            [
                $"{@event.Sold} tickets are sold and {@event.Held} held: their buyers need its page. Cancel it instead, or withdraw "
                    + "single ticket types.",
            ],
            _ => [],
        };

    private Task<PublishOutcome> ChangeAsync(
        Guid id,
        string action,
        EventStatus status,
        Func<Event, IReadOnlyList<string>> getBlockers,
        CancellationToken ct
    ) =>
        db.WriteAsync<PublishOutcome>(
            async () =>
            {
                if (await loader.LoadLockedWithTypesAsync(id, ct) is not { } @event)
                {
                    return new PublishOutcome.NotFound();
                }

                if (getBlockers(@event) is { Count: > 0 } reasons)
                {
                    return new PublishOutcome.Refused(reasons);
                }

                var changed = await db.Set<Event>()
                    .Where(e => e.Id == id && e.Status == @event.Status)
                    .ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, status).SetProperty(e => e.Version, e => e.Version + 1), ct);
                if (changed == 0)
                {
                    throw new DbUpdateConcurrencyException("The event's status changed although its row was locked.");
                }

                await audit.RecordAsync(action, id, @event.Title, new { @event.Status }, new { Status = status }, ct);
                await webhooks.QueueAsync(
                    status == EventStatus.Active ? WebhookEventTypes.EventPublished : WebhookEventTypes.EventWithdrawn,
                    @event,
                    status,
                    ct
                );
                return new PublishOutcome.Done();
            },
            ct: ct
        );
}
