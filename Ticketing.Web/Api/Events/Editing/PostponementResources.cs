using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Rescheduling;

namespace Ticketing.Api.Events.Editing;

public sealed record PostponeEventRequest
{
    /// <summary>True emails the buyers. False is refused if one of them has an email address.</summary>
    public required bool TellBuyers { get; init; }

    /// <summary>Added to that email, at most 1,000 characters.</summary>
    public string MessageToBuyers { get; init; } = "";

    /// <summary>
    /// The last day on which buyers may return their tickets for a full refund, until 23:59 in the event's zone, within a year. Without
    /// it, no refund is offered. Needs the scope orders:refund too.
    /// </summary>
    public DateOnly? RefundsUntil { get; init; }
}

public sealed record NewDateRequest
{
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Not after the start. Without it, the doors have no time of their own.</summary>
    public DateTimeOffset? DoorsAt { get; init; }

    /// <summary>After the start.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>True emails the buyers. False is refused if one of them has an email address.</summary>
    public required bool TellBuyers { get; init; }

    /// <summary>Added to that email, at most 1,000 characters.</summary>
    public string MessageToBuyers { get; init; } = "";

    /// <summary>
    /// The last day on which buyers may return their tickets for a full refund, until 23:59 in the event's zone, not after the event.
    /// Without it, no refund is offered with this change. Needs the scope orders:refund too.
    /// </summary>
    public DateOnly? RefundsUntil { get; init; }
}

/// <summary>Another date, time or place than sold tickets name.</summary>
public sealed record ScheduleChangeResource
{
    public required Guid Id { get; init; }

    /// <summary>"backOn" is a new date after the event was postponed, "moved" another date, time or place.</summary>
    public required ScheduleChangeKind Kind { get; init; }

    /// <summary>Name of the person or program.</summary>
    public required string MadeBy { get; init; }

    /// <summary>The time at which it was saved.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Added to the email to buyers. May be empty.</summary>
    public required string Message { get; init; }

    /// <summary>Until then, or until the event starts, buyers may return their tickets. Null if no refund was offered.</summary>
    public required DateTimeOffset? RefundsUntil { get; init; }

    /// <summary>Orders that had tickets.</summary>
    public required int OrderCount { get; init; }

    /// <summary>Those of them without an email address.</summary>
    public required int WithoutEmailCount { get; init; }

    /// <summary>Emails that were sent.</summary>
    public required int EmailedCount { get; init; }

    /// <summary>Emails that were given up.</summary>
    public required int FailedCount { get; init; }

    /// <summary>Orders from before the change that still have valid tickets.</summary>
    public required int KeptCount { get; init; }

    /// <summary>The schedule that the tickets named until then.</summary>
    public required FormerScheduleResource Before { get; init; }

    public static ScheduleChangeResource From(ListedScheduleChange listed, Event @event)
    {
        var change = listed.Change;
        return new ScheduleChangeResource
        {
            Id = change.Id,
            Kind = change.Kind,
            MadeBy = change.MadeBy,
            MadeAt = EventTimes.ToLocal(@event, change.MadeAt),
            Message = change.Message,
            RefundsUntil = ToLocal(@event.TimeZone, change.RefundsUntil),
            OrderCount = listed.Orders,
            WithoutEmailCount = change.WithoutEmail,
            EmailedCount = listed.Notices.Sent,
            FailedCount = listed.Notices.Failed,
            KeptCount = listed.Kept,
            Before = new FormerScheduleResource
            {
                TimeZone = change.OldTimeZone,
                DoorsAt = ToLocal(change.OldTimeZone, change.OldDoorsAt),
                StartsAt = EventTimes.ToLocal(change.OldTimeZone, change.OldStartsAt),
                EndsAt = ToLocal(change.OldTimeZone, change.OldEndsAt),
                Location = change.OldLocation,
                Address = change.OldAddress,
            },
        };
    }

    private static DateTimeOffset? ToLocal(string zone, DateTimeOffset? instant) => instant is { } at ? EventTimes.ToLocal(zone, at) : null;
}

public sealed record FormerScheduleResource
{
    /// <summary>IANA name of the zone that these times are in.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Null if the doors had no time of their own.</summary>
    public required DateTimeOffset? DoorsAt { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Null if nobody had said when it ends.</summary>
    public required DateTimeOffset? EndsAt { get; init; }

    /// <summary>Name of the place.</summary>
    public required string Location { get; init; }

    /// <summary>Postal address of the place, in lines. May be empty.</summary>
    public required string Address { get; init; }
}
