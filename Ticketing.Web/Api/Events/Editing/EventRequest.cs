using Ticketing.Api.Json;

namespace Ticketing.Api.Events.Editing;

/// <summary>All that staff say about an event. What is left out is empty.</summary>
public sealed record EventRequest
{
    /// <summary>At most 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The last part of the page's address, such as "nadia-karim-quartet". Without it, made from the title.</summary>
    public string Slug { get; init; } = "";

    /// <summary>Style, such as "Jazz".</summary>
    public string Kind { get; init; } = "";

    /// <summary>One or two sentences of plain text.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Markdown, at most 20,000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>Name of the place.</summary>
    public required string Location { get; init; }

    /// <summary>Postal address of the place, in lines.</summary>
    public string Address { get; init; } = "";

    /// <summary>IANA name, such as "Europe/London".</summary>
    public required string TimeZone { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Not after the start.</summary>
    public DateTimeOffset? DoorsAt { get; init; }

    /// <summary>After the start.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Limit over all ticket types. Without it, only their own capacities count.</summary>
    public int? Capacity { get; init; }

    /// <summary>Without it, as the settings say.</summary>
    public int? MaxFreeTicketsPerPerson { get; init; }

    /// <summary>Free tickets are issued once the buyer opened an emailed link. Without it, as the settings say.</summary>
    public bool? ConfirmFreeByEmail { get; init; }

    /// <summary>For admission, from 1 to 99. Without it, anybody may come.</summary>
    public int? MinimumAge { get; init; }

    /// <summary>With breaks, at most a day.</summary>
    public int? RunningMinutes { get; init; }

    /// <summary>In the order that buyers see.</summary>
    public IReadOnlyList<ActResource> LineUp { get; init; } = [];

    /// <summary>For people with disabilities, in lines, at most 1,000 characters.</summary>
    public string AccessInfo { get; init; } = "";

    /// <summary>At most 300 characters. Without it, that of the terms of sale applies.</summary>
    public string RefundRule { get; init; } = "";

    /// <summary>
    /// Needed if sold tickets would say another time or place: true emails their buyers. Another date needs true. True is refused for a
    /// new event.
    /// </summary>
    public bool? TellBuyers { get; init; }

    /// <summary>Added to that email, at most 1,000 characters.</summary>
    public string MessageToBuyers { get; init; } = "";

    /// <summary>
    /// With that email: the last day on which buyers may return their tickets for a full refund, until 23:59 in the event's zone, not
    /// after the event. Without it, no refund is offered. Refused if no sold ticket would say another date, time or place. Needs the
    /// scope orders:refund too.
    /// </summary>
    public DateOnly? RefundsUntil { get; init; }
}

/// <summary>All that staff say about a ticket type. What is left out is empty.</summary>
public sealed record TicketTypeRequest
{
    /// <summary>Such as "Standing". Not used by another type of the event.</summary>
    public required string Category { get; init; }

    /// <summary>Such as "bring your student card".</summary>
    public string Note { get; init; } = "";

    /// <summary>The price of one ticket without booking fee, in the venue's currency. An amount of 0 is free.</summary>
    public required ApiMoney FaceValue { get; init; }

    /// <summary>The number of tickets. Not less than are sold and held.</summary>
    public required int Capacity { get; init; }

    /// <summary>From 1.</summary>
    public int MinPerOrder { get; init; } = 1;

    /// <summary>From 1.</summary>
    public int MaxPerOrder { get; init; } = 10;

    /// <summary>Without it, on sale from the day that the event is published.</summary>
    public DateTimeOffset? SalesStartAt { get; init; }

    /// <summary>Without it, on sale until the event starts.</summary>
    public DateTimeOffset? SalesEndAt { get; init; }

    /// <summary>Another type of the event that goes on sale when this one is sold out or its sale ends, and not before.</summary>
    public Guid? FollowedById { get; init; }

    /// <summary>Only buyers with a promo code that names it see it and can buy it. Without it, a change leaves it as it is.</summary>
    public bool? IsHidden { get; init; }
}

public enum MoveDirection
{
    Up,
    Down,
}

public sealed record MoveTicketTypeRequest
{
    /// <summary>“up” is nearer to the beginning of the list.</summary>
    public required MoveDirection Direction { get; init; }
}

public sealed record ScheduleEventRequest
{
    /// <summary>A whole minute in the future, before the event starts. Replaces an earlier time.</summary>
    public required DateTimeOffset PublishAt { get; init; }
}

public sealed record CancelEventRequest
{
    /// <summary>Added to the email to buyers, at most 1,000 characters.</summary>
    public string Message { get; init; } = "";
}
