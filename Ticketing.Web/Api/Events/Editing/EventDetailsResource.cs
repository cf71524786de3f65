using Ticketing.Api.Caching;
using Ticketing.Api.Json;
using Ticketing.Features.Events;

namespace Ticketing.Api.Events.Editing;

/// <summary>An event as staff see it, public or not.</summary>
[Versioned]
public sealed record EventDetailsResource
{
    public required Guid Id { get; init; }

    /// <summary>The last part of the page's address.</summary>
    public required string Slug { get; init; }

    public required string Title { get; init; }

    /// <summary>Style, such as "Jazz". May be empty.</summary>
    public required string Kind { get; init; }

    /// <summary>One or two sentences of plain text. May be empty.</summary>
    public required string Summary { get; init; }

    /// <summary>Markdown. May be empty.</summary>
    public required string Description { get; init; }

    /// <summary>"inactive" is a draft, which buyers do not see.</summary>
    public required EventStatus Status { get; init; }

    /// <summary>The program publishes this draft then. Null if only staff publish it.</summary>
    public required DateTimeOffset? PublishAt { get; init; }

    /// <summary>Name of the place.</summary>
    public required string Location { get; init; }

    /// <summary>Postal address of the place, in lines. May be empty.</summary>
    public required string Address { get; init; }

    /// <summary>IANA name of the zone that all times of the event are in.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Null if the doors have no time of their own.</summary>
    public required DateTimeOffset? DoorsAt { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Null if nobody has said when it ends.</summary>
    public required DateTimeOffset? EndsAt { get; init; }

    /// <summary>For admission. Null if anybody may come.</summary>
    public required int? MinimumAge { get; init; }

    /// <summary>With breaks. Null if nobody has said it.</summary>
    public required int? RunningMinutes { get; init; }

    /// <summary>In the order that buyers see. May be empty.</summary>
    public required IReadOnlyList<ActResource> LineUp { get; init; }

    /// <summary>For people with disabilities, in lines. May be empty.</summary>
    public required string AccessInfo { get; init; }

    /// <summary>If empty, that of the terms of sale applies.</summary>
    public required string RefundRule { get; init; }

    /// <summary>Limit over all ticket types; null if only their own capacities count.</summary>
    public required int? Capacity { get; init; }

    /// <summary>Null if the settings decide.</summary>
    public required int? MaxFreeTicketsPerPerson { get; init; }

    /// <summary>Null if the settings decide.</summary>
    public required bool? ConfirmFreeByEmail { get; init; }

    /// <summary>The page for buyers, once the event is published.</summary>
    public required string Url { get; init; }
}

/// <summary>A ticket type as staff see it.</summary>
[Versioned]
public sealed record TicketTypeDetailsResource
{
    public required Guid Id { get; init; }

    /// <summary>Such as "Standing".</summary>
    public required string Category { get; init; }

    /// <summary>Such as "bring your student card". May be empty.</summary>
    public required string Note { get; init; }

    /// <summary>The price of one ticket without booking fee.</summary>
    public required ApiMoney FaceValue { get; init; }

    /// <summary>The number of tickets, sold or not.</summary>
    public required int Capacity { get; init; }

    public required int MinPerOrder { get; init; }
    public required int MaxPerOrder { get; init; }

    /// <summary>Null if it is on sale since the event was published.</summary>
    public required DateTimeOffset? SalesStartAt { get; init; }

    /// <summary>Null if it is on sale until the event starts.</summary>
    public required DateTimeOffset? SalesEndAt { get; init; }

    /// <summary>The type that goes on sale when this one is sold out or its sale ends. Null if none does.</summary>
    public required Guid? FollowedById { get; init; }

    /// <summary>Not sold any more. Sold tickets stay valid.</summary>
    public required bool IsWithdrawn { get; init; }

    /// <summary>Only buyers with a promo code that names it see it and can buy it.</summary>
    public required bool IsHidden { get; init; }
}
