using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Events.Editing;

public abstract record PublishOutcome
{
    public sealed record Done : PublishOutcome;

    /// <param name="IsMistyped">The input cannot be read, whatever the state of the event.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons, bool IsMistyped = false) : PublishOutcome;

    public sealed record NotFound : PublishOutcome;
}

public sealed class PublishEvent(TicketingDbContext db, EventLoader loader, EventWebhooks webhooks, AuditTrail audit, TimeProvider clock)
{
    public Task<PublishOutcome> PublishAsync(Guid id, CancellationToken ct) =>
        ChangeAsync(id, "event.published", EventStatus.Active, GetPublishBlockers, ct);

    /// <summary>Publishes a draft whose time has come. Safe to call from several processes: one of them publishes it.</summary>
    public Task<PublishOutcome> PublishDueAsync(Guid id, CancellationToken ct) =>
        ChangeAsync(
            id,
            "event.published",
            EventStatus.Active,
            draft => draft.PublishAt <= clock.GetUtcNow() ? GetPublishBlockers(draft) : [T["It is not due."]],
            ct
        );

    public Task<PublishOutcome> WithdrawAsync(Guid id, CancellationToken ct) =>
        ChangeAsync(id, "event.withdrawn", EventStatus.Inactive, GetWithdrawBlockers, ct);

    /// <summary>Reasons against publishing; empty if it can be published.</summary>
    /// <param name="event">With its ticket types.</param>
    public IReadOnlyList<string> GetPublishBlockers(Event @event) => GetPublishBlockers(@event, clock.GetUtcNow());

    /// <param name="event">With its ticket types.</param>
    /// <param name="at">When it is to be published.</param>
    internal IReadOnlyList<string> GetPublishBlockers(Event @event, DateTimeOffset at)
    {
        if (@event.Status != EventStatus.Inactive)
        {
            return [T["It is public already."]];
        }

        List<string> missing = [];
        var offered = @event.TicketTypes.Where(type => !type.IsWithdrawn).ToList();
        if (offered.Count == 0)
        {
            missing.Add(T["It has no ticket type. Add one, even if it is free."]);
        }
        else if (offered.All(type => type.Capacity == 0))
        {
            missing.Add(T["No ticket type has any places."]);
        }
        else if (offered.All(type => SaleRules.GetSalesEnd(@event, type) <= at))
        {
            missing.Add(T["All sales have ended by then. Check the dates of the ticket types."]);
        }

        if (@event.StartsAt <= clock.GetUtcNow())
        {
            missing.Add(T["Its date is in the past."]);
        }
        else if (@event.StartsAt <= at)
        {
            missing.Add(T["It starts before it is published."]);
        }

        if (@event.ArchivedAt is not null)
        {
            missing.Add(T["It is archived. Restore it first."]);
        }

        return missing;
    }

    private static IReadOnlyList<string> GetWithdrawBlockers(Event @event) =>
        @event switch
        {
            { Status: not EventStatus.Active } => [T["Only a public event can be withdrawn."]],
            { Sold: > 0 } or { Held: > 0 } =>
            [
                T[
                    "{0} tickets are sold and {1} held: their buyers need its page. Cancel it instead, or withdraw single ticket types.",
                    @event.Sold,
                    @event.Held
                ],
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

                var now = clock.GetUtcNow();
                var changed = await db.Set<Event>()
                    .Where(e => e.Id == id && e.Status == @event.Status)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(e => e.Status, status)
                                .SetProperty(e => e.PublishAt, (DateTimeOffset?)null)
                                .SetProperty(e => e.PublishedAt, e => status == EventStatus.Active ? now : e.PublishedAt)
                                .SetProperty(e => e.Version, e => e.Version + 1),
                        ct
                    );
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
