using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Events.Catalog;

/// <summary>schema.org data for search engines.</summary>
public sealed class StructuredData(SaleRules rules, Pricing pricing)
{
    /// <summary>JSON that is safe inside a script element: "&lt;" is escaped.</summary>
    /// <param name="home">If null, no URLs are written.</param>
    public string Serialize(Event @event, Uri? home, string organiser, string posterPath)
    {
        var json = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "MusicEvent",
            ["name"] = @event.Title,
            ["startDate"] = ToIsoText(@event, @event.StartsAt),
            ["eventStatus"] =
                "https://schema.org/"
                + @event.Status switch
                {
                    EventStatus.Cancelled => "EventCancelled",
                    EventStatus.Postponed => "EventPostponed",
                    _ => "EventScheduled",
                },
            ["eventAttendanceMode"] = "https://schema.org/OfflineEventAttendanceMode",
            ["location"] = new JsonObject
            {
                ["@type"] = "Place",
                ["name"] = @event.Location,
                ["address"] = @event.Address.ReplaceLineEndings(", "),
            },
            ["organizer"] = new JsonObject
            {
                ["@type"] = "Organization",
                ["name"] = organiser,
                ["url"] = home?.ToString(),
            },
            ["offers"] = new JsonArray([
                .. @event.TicketTypes.Where(t => t is { IsWithdrawn: false, IsHidden: false }).Select(t => CreateOffer(@event, t, home)),
            ]),
        };
        Add(json, "description", @event.Summary.Length > 0 ? @event.Summary : null);
        Add(json, "doorTime", @event.DoorsAt is { } doors ? ToIsoText(@event, doors) : null);
        Add(json, "endDate", @event.EndsAt is { } end ? ToIsoText(@event, end) : null);
        Add(json, "duration", @event.RunningMinutes is { } minutes ? XmlConvert.ToString(TimeSpan.FromMinutes(minutes)) : null);
        Add(json, "typicalAgeRange", @event.MinimumAge is { } age ? string.Create(CultureInfo.InvariantCulture, $"{age}-") : null);
        AddPerformers(json, @event.Acts);
        Add(json, "image", home is null ? null : new Uri(home, posterPath).ToString());
        Add(json, "url", GetUrl(@event, home));
        return json.ToJsonString(JsonSerializerOptions.Default);
    }

    private JsonObject CreateOffer(Event @event, TicketType type, Uri? home)
    {
        var offer = new JsonObject
        {
            ["@type"] = "Offer",
            ["name"] = type.Category,
            ["price"] = new Money(pricing.GetPrice(type.Price).Total, pricing.Currency).ToDecimalString(),
            ["priceCurrency"] = pricing.Currency,
            ["availability"] =
                "https://schema.org/"
                + rules.GetState(@event, type) switch
                {
                    SaleState.OnSale => SaleRules.IsNearlySoldOut(@event, type) ? "LimitedAvailability" : "InStock",
                    SaleState.NotOnSaleYet or SaleState.Following => "PreSale",
                    SaleState.SoldOut or SaleState.AllHeld => "SoldOut",
                    _ => "Discontinued",
                },
        };
        Add(offer, "validFrom", type.SalesStartAt is { } start ? ToIsoText(@event, start) : null);
        Add(offer, "url", GetUrl(@event, home));
        return offer;
    }

    private static void AddPerformers(JsonObject json, IReadOnlyList<Act> acts)
    {
        if (acts.Count > 0)
        {
            json["performer"] = new JsonArray([
                .. acts.Select(act => new JsonObject { ["@type"] = "PerformingGroup", ["name"] = act.Name }),
            ]);
        }
    }

    private static string? GetUrl(Event @event, Uri? home) => home is null ? null : new Uri(home, $"/events/{@event.Slug}").ToString();

    private static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static string ToIsoText(Event @event, DateTimeOffset instant) =>
        EventTimes.ToLocal(@event, instant).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
