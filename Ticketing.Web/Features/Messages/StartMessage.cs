using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;

namespace Ticketing.Features.Messages;

/// <summary>Lists the recipients of a message that is due, in the transaction that claims it: both happen, or neither.</summary>
public sealed class StartMessage(TicketingDbContext db, EventLoader events, MessageOrders orders, MessageRules rules, TimeProvider clock)
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    /// <returns>False if it is not due, another process was faster, or it must not be sent.</returns>
    internal Task<bool> TryStartAsync(Guid id, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var message = await db.Set<EventMessage>().AsNoTracking().SingleAsync(m => m.Id == id, ct);

                // Locked, so that its date cannot move and nothing can be sold meanwhile.
                var @event = (await events.LoadLockedAsync(message.EventId, ct))!;
                return await TryAsync(message, @event, ct);
            },
            ct: ct
        );

    private async Task<bool> TryAsync(EventMessage message, Event @event, CancellationToken ct)
    {
        if (@event.Status == EventStatus.Cancelled)
        {
            await StopAsync(message, MessageStopReason.EventCancelled, by: null, ct);
            return false;
        }

        var now = clock.GetUtcNow();
        if (message.FindDueTime(@event) is not { } due || due > now)
        {
            return false;
        }

        if (await db.Set<Restore>().AnyAsync(r => r.RestoredAt >= due && r.RestoredAt >= message.ScheduledAt, ct))
        {
            await StopAsync(message, MessageStopReason.Restore, by: null, ct);
            return false;
        }

        if (FindUnsentReason(message, @event, now - due) is { } reason)
        {
            await StopAsync(message, MessageStopReason.Staff, reason, ct);
            return false;
        }

        var withoutEmail = await orders.CountWithoutEmailAsync(message, paidUntil: null, ct);
        var claimed = await Scheduled(message)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(m => m.Status, MessageStatus.Sending)
                        .SetProperty(m => m.StartedAt, now)
                        .SetProperty(m => m.WithoutEmail, withoutEmail),
                ct
            );
        if (claimed == 1)
        {
            await orders.ListAsync(message, paidUntil: null, ct);
        }

        return claimed == 1;
    }

    // After an outage, "tomorrow" would be wrong.
    private string? FindUnsentReason(EventMessage message, Event @event, TimeSpan delay) =>
        !rules.MayChoose(message.Topic) ? UnsentReason.NewsOff
        : message.Timing == MessageTiming.BeforeStart && (delay > MaxDelay || @event.StartsAt <= clock.GetUtcNow()) ? UnsentReason.TooLate
        : null;

    private Task<int> StopAsync(EventMessage message, MessageStopReason reason, string? by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return Scheduled(message)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(m => m.Status, MessageStatus.Stopped)
                        .SetProperty(m => m.StopReason, reason)
                        .SetProperty(m => m.StoppedBy, by)
                        .SetProperty(m => m.FinishedAt, now),
                ct
            );
    }

    private IQueryable<EventMessage> Scheduled(EventMessage message) =>
        db.Set<EventMessage>().Where(m => m.Id == message.Id && m.Status == MessageStatus.Scheduled);
}
