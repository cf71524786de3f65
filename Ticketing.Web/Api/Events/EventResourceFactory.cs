using Microsoft.Extensions.Options;
using Ticketing.Api.Json;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Api.Events;

internal sealed class EventResourceFactory(
    SaleRules rules,
    Pricing pricing,
    AvailabilityCalculator offers,
    IOptionsMonitor<SiteOptions> site
)
{
    public EventResource Create(Event @event)
    {
        var offer = offers.GetForEvent(@event);
        return new EventResource
        {
            Id = @event.Id,
            Title = @event.Title,
            Kind = @event.Kind,
            Summary = @event.Summary,
            Description = @event.Description,
            Status = @event.Status,
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
            Url = GetPageUrl(@event),
            PosterUrl = GetUrl(EventPosters.GetSharePath(@event)),
            Availability = offer.State,
            OnSaleFrom = ToLocal(@event, offer.OnSaleFrom),
            TicketTypes = [.. OnOffer(@event).Select(type => Create(@event, type))],
        };
    }

    public string GetPageUrl(Event @event) => GetUrl($"/events/{@event.Slug}");

    public EventAvailabilityResource CreateAvailability(Event @event) =>
        new(@event.Id, offers.GetForEvent(@event).State, [.. OnOffer(@event).Select(type => CreateAvailability(@event, type))]);

    private TicketTypeResource Create(Event @event, TicketType type)
    {
        var price = pricing.GetPrice(type.Price);
        return new TicketTypeResource
        {
            Id = type.Id,
            Category = type.Category,
            Note = type.Note,
            State = rules.GetState(@event, type),
            Price = ApiMoney.From(pricing.ToMoney(price.Total)),
            BookingFee = ApiMoney.From(pricing.ToMoney(price.BookingFee)),
            SalesStartAt = ToLocal(@event, type.SalesStartAt),
            SalesEndAt = EventTimes.ToLocal(@event, SaleRules.GetSalesEnd(@event, type)),
            FollowedById = SaleRules.FindNext(@event, type)?.Id,
            MinPerOrder = type.MinPerOrder,
            MaxPerOrder = rules.GetMaxPerOrder(@event, type),
        };
    }

    // As exact as the event page: only few tickets are counted.
    private TicketTypeAvailability CreateAvailability(Event @event, TicketType type)
    {
        var (state, remaining) = (rules.GetState(@event, type), SaleRules.GetRemaining(@event, type));
        var isOnSale = state == SaleState.OnSale;
        return new TicketTypeAvailability(
            type.Id,
            state,
            isOnSale ? Math.Min(rules.GetMaxPerOrder(@event, type), remaining) : 0,
            isOnSale && SaleRules.IsNearlySoldOut(@event, type) ? remaining : null
        );
    }

    private static IEnumerable<TicketType> OnOffer(Event @event) =>
        @event.TicketTypes.Where(type => type is { IsWithdrawn: false, IsHidden: false });

    private static DateTimeOffset? ToLocal(Event @event, DateTimeOffset? instant) =>
        instant is { } at ? EventTimes.ToLocal(@event, at) : null;

    private string GetUrl(string path) =>
        Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home) ? new Uri(home, path).AbsoluteUri : path;
}
