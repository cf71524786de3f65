using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Events.Catalog;

/// <summary>Upcoming events for calendar programs and feed readers, in the language of the address.</summary>
public static class EventFeedEndpoints
{
    public const string CalendarPath = "/events.ics";
    public const string RssPath = "/events.rss";
    public const string RssType = "application/rss+xml";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapEventFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(CalendarPath, ReadMethods, GetCalendarAsync).CacheOutput(PageCache.OneSecond);
        routes.MapMethods(RssPath, ReadMethods, GetRssAsync).CacheOutput(PageCache.OneSecond);
    }

    private static async Task<IResult> GetCalendarAsync(EventCatalogue catalogue, EventCalendar calendar, CancellationToken ct) =>
        TypedResults.Bytes(
            Encoding.UTF8.GetBytes(calendar.SerializeAll(await catalogue.GetUpcomingAsync(null, ct))),
            "text/calendar; charset=utf-8",
            "events.ics"
        );

    private static async Task<IResult> GetRssAsync(
        EventCatalogue catalogue,
        SiteLanguages languages,
        IOptionsMonitor<SiteOptions> site,
        CancellationToken ct
    )
    {
        if (!Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home))
        {
            return TypedResults.NotFound();
        }

        Uri GetAddress(string path) => new(home, languages.GetPath(Language.Current, path));

        var channel = new XElement(
            "channel",
            new XElement("title", T["What’s on at {0}", site.CurrentValue.VenueName]),
            new XElement("link", GetAddress("/")),
            new XElement("description", T["Concerts and tickets at {0}. No extra fees, no account needed.", site.CurrentValue.VenueName]),
            new XElement("language", Language.Current.Tag.ToLowerInvariant()),
            new XElement(
                Atom + "link",
                new XAttribute("href", GetAddress(RssPath)),
                new XAttribute("rel", "self"),
                new XAttribute("type", RssType)
            ),
            (await catalogue.GetUpcomingAsync(null, ct)).Select(e => CreateItem(e, GetAddress($"/events/{e.Slug}")))
        );
        var feed = new XElement("rss", new XAttribute("version", "2.0"), new XAttribute(XNamespace.Xmlns + "atom", Atom), channel);
        return TypedResults.Text("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + feed.ToString(SaveOptions.DisableFormatting), RssType);
    }

    private static XElement CreateItem(Event @event, Uri address) =>
        new(
            "item",
            new XElement("title", EventCalendar.GetHeading(@event)),
            new XElement("link", address),
            new XElement("guid", new XAttribute("isPermaLink", "false"), $"urn:uuid:{@event.Id}"),
            new XElement("pubDate", (@event.PublishedAt ?? @event.CreatedAt).ToUniversalTime().ToString("R")),
            new XElement(
                "description",
                string.Join(
                    " · ",
                    new[] { $"{@event.LongDay()}, {@event.DoorsAndStart()}", @event.Place(), @event.Summary }.Where(text => text.Length > 0)
                )
            )
        );
}
