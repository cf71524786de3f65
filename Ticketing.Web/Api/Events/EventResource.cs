using Ticketing.Api.Json;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;

namespace Ticketing.Api.Events;

/// <summary>A concert, or another show.</summary>
public sealed record EventResource
{
    public required Guid Id { get; init; }
    public required string Title { get; init; }

    /// <summary>Style, such as "Jazz". May be empty.</summary>
    public required string Kind { get; init; }

    /// <summary>One or two sentences of plain text. May be empty.</summary>
    public required string Summary { get; init; }

    /// <summary>Markdown. May be empty.</summary>
    public required string Description { get; init; }

    public required EventStatus Status { get; init; }

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

    /// <summary>The page on which buyers choose tickets.</summary>
    public required string Url { get; init; }

    /// <summary>The poster as a PNG of 1200 by 630 pixels.</summary>
    public required string PosterUrl { get; init; }

    /// <summary>The sale state over all ticket types.</summary>
    public required AvailabilityState Availability { get; init; }

    /// <summary>The earliest start of sales, if the event is not on sale yet; else null.</summary>
    public required DateTimeOffset? OnSaleFrom { get; init; }

    /// <summary>Ticket types in the order that buyers see.</summary>
    public required IReadOnlyList<TicketTypeResource> TicketTypes { get; init; }
}

/// <summary>A kind of ticket of an event.</summary>
public sealed record TicketTypeResource
{
    public required Guid Id { get; init; }

    /// <summary>Such as "Standing".</summary>
    public required string Category { get; init; }

    /// <summary>Such as "bring your student card". May be empty.</summary>
    public required string Note { get; init; }

    public required SaleState State { get; init; }

    /// <summary>The price of one ticket to the buyer, with booking fee and tax.</summary>
    public required ApiMoney Price { get; init; }

    /// <summary>The part of the price that is the booking fee.</summary>
    public required ApiMoney BookingFee { get; init; }

    /// <summary>Null if it is on sale since the event was published.</summary>
    public required DateTimeOffset? SalesStartAt { get; init; }

    public required DateTimeOffset SalesEndAt { get; init; }

    /// <summary>The type that goes on sale when this one is sold out or its sale ends. Null if none does.</summary>
    public required Guid? FollowedById { get; init; }
    public required int MinPerOrder { get; init; }
    public required int MaxPerOrder { get; init; }
}

/// <summary>How many tickets of an event can be had now.</summary>
/// <param name="EventId">The event's id.</param>
/// <param name="State">The sale state over all ticket types.</param>
/// <param name="TicketTypes">In the order that buyers see.</param>
public sealed record EventAvailabilityResource(Guid EventId, AvailabilityState State, IReadOnlyList<TicketTypeAvailability> TicketTypes);

/// <summary>How many tickets of one type can be had now.</summary>
/// <param name="TicketTypeId">The ticket type's id.</param>
/// <param name="State">Its sale state.</param>
/// <param name="MaxQuantity">The most that one order can have now; 0 if it is not on sale.</param>
/// <param name="Remaining">The number of tickets left, if only few are; else null.</param>
public sealed record TicketTypeAvailability(Guid TicketTypeId, SaleState State, int MaxQuantity, int? Remaining);
