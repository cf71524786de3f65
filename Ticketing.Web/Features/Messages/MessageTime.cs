using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Messages;

public static class MessageTime
{
    /// <param name="event">As it is now: a message that refers to its start or end moves with it.</param>
    /// <returns>Null if nobody knows yet: it was not scheduled, or the event is postponed.</returns>
    public static DateTimeOffset? FindDueTime(this EventMessage message, Event @event) =>
        message.Timing switch
        {
            MessageTiming.Now => message.ScheduledAt,
            MessageTiming.AtTime => message.SendAt,
            _ when @event.Status == EventStatus.Postponed => null,
            MessageTiming.BeforeStart => Shift(@event.TimeZone, @event.StartsAt, -message.Delay, message.DelayUnit),
            _ => Shift(@event.TimeZone, @event.EndsOrAssumedEndsAt, message.Delay, message.DelayUnit),
        };

    private static DateTimeOffset Shift(string zone, DateTimeOffset instant, int delay, MessageDelayUnit unit) =>
        unit == MessageDelayUnit.Hours
            ? instant.AddHours(delay)
            : LocalTimeConverter.ToInstant(EventTimes.ToLocal(zone, instant).DateTime.AddDays(delay), zone);
}
