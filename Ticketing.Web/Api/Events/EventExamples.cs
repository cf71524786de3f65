using Ticketing.Api.Json;
using Ticketing.Api.Lists;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;

namespace Ticketing.Api.Events;

/// <summary>For the documentation.</summary>
internal static class EventExamples
{
    private static readonly Guid EventId = new("019ac3f4-7f00-7a31-9c55-1f0f5f0a4b11");
    private static readonly Guid TicketTypeId = new("019ac3f4-7f00-7b02-8d1e-6a7c3c2d9e55");
    private static readonly DateTimeOffset StartsAt = new(2026, 11, 27, 20, 15, 0, TimeSpan.Zero);

    public static EventResource Event { get; } =
        new()
        {
            Id = EventId,
            Title = "Nadia Karim Quartet",
            Kind = "Jazz",
            Summary = "Oud, upright bass and two drummers.",
            Description = "Oud, **upright bass** and two drummers.",
            Status = EventStatus.Active,
            Location = "The Blue Room",
            Address = "14 Canal Street\nLeeds",
            TimeZone = "Europe/London",
            DoorsAt = StartsAt.AddMinutes(-45),
            StartsAt = StartsAt,
            EndsAt = null,
            MinimumAge = 14,
            RunningMinutes = 150,
            LineUp =
            [
                new ActResource { Name = "Ana Luz", Time = "20:15" },
                new ActResource { Name = "Nadia Karim Quartet", Time = "21:00" },
            ],
            AccessInfo = "Step-free entrance on Mill Lane.",
            RefundRule = "Refunds until seven days before the show.",
            Url = "https://tickets.example.org/events/nadia-karim-quartet",
            PosterUrl = "https://tickets.example.org/events/nadia-karim-quartet/poster.png?v=3fa91c07b2d4",
            Availability = AvailabilityState.OnSale,
            OnSaleFrom = null,
            TicketTypes =
            [
                new TicketTypeResource
                {
                    Id = TicketTypeId,
                    Category = "Standing",
                    Note = "",
                    State = SaleState.OnSale,
                    Price = new ApiMoney(1500, "GBP"),
                    BookingFee = new ApiMoney(100, "GBP"),
                    SalesStartAt = null,
                    SalesEndAt = StartsAt,
                    FollowedById = null,
                    MinPerOrder = 1,
                    MaxPerOrder = 10,
                },
            ],
        };

    public static ApiList<EventResource> List { get; } = new([Event], "newer.639000000000000000.019ac3f47f007a319c551f0f5f0a4b11");

    public static EventAvailabilityResource Availability { get; } =
        new(EventId, AvailabilityState.OnSale, [new TicketTypeAvailability(TicketTypeId, SaleState.OnSale, 4, 4)]);
}
