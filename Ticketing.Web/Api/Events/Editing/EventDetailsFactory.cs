using Ticketing.Api.Json;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;

namespace Ticketing.Api.Events.Editing;

internal sealed class EventDetailsFactory(EventResourceFactory resources, Pricing pricing)
{
    public EventDetailsResource Create(Event @event) =>
        new()
        {
            Id = @event.Id,
            Slug = @event.Slug,
            Title = @event.Title,
            Kind = @event.Kind,
            Summary = @event.Summary,
            Description = @event.Description,
            Status = @event.Status,
            PublishAt = ToLocal(@event, @event.PublishAt),
            Location = @event.Location,
            Address = @event.Address,
            TimeZone = @event.TimeZone,
            DoorsAt = ToLocal(@event, @event.DoorsAt),
            StartsAt = @event.LocalStart(),
            EndsAt = ToLocal(@event, @event.EndsAt),
            MinimumAge = @event.MinimumAge,
            RunningMinutes = @event.RunningMinutes,
            LineUp = ActResource.From(@event),
            AccessInfo = @event.AccessInfo,
            RefundRule = @event.RefundRule,
            Capacity = @event.Capacity,
            MaxFreeTicketsPerPerson = @event.MaxFreeTicketsPerPerson,
            ConfirmFreeByEmail = @event.ConfirmFreeByEmail,
            Url = resources.GetPageUrl(@event),
        };

    public TicketTypeDetailsResource Create(Event @event, TicketType type) =>
        new()
        {
            Id = type.Id,
            Category = type.Category,
            Note = type.Note,
            FaceValue = ApiMoney.From(pricing.ToMoney(type.Price)),
            Capacity = type.Capacity,
            MinPerOrder = type.MinPerOrder,
            MaxPerOrder = type.MaxPerOrder,
            SalesStartAt = ToLocal(@event, type.SalesStartAt),
            SalesEndAt = ToLocal(@event, type.SalesEndAt),
            FollowedById = type.FollowedById,
            IsWithdrawn = type.IsWithdrawn,
            IsHidden = type.IsHidden,
        };

    private static DateTimeOffset? ToLocal(Event @event, DateTimeOffset? instant) =>
        instant is { } at ? EventTimes.ToLocal(@event, at) : null;
}
