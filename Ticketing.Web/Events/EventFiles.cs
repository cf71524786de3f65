using System.Text;
using Microsoft.Net.Http.Headers;
using Ticketing.Events.Posters;
using Ticketing.Hosting;

namespace Ticketing.Events;

/// <summary>The files beside an event's page: its poster, its share picture and its calendar entry.</summary>
public static class EventFiles
{
    // Sites that preview a link ask for its picture's size first.
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapEventFiles(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/events/{slug}");
        files.MapMethods("/poster.svg", Reading, (string slug, string? v, Catalogue catalogue, EventPosters posters, HttpContext context, CancellationToken ct) =>
            PictureAsync(slug, v, "image/svg+xml", posters.SvgAsync, catalogue, context, ct));
        files.MapMethods("/poster.png", Reading, (string slug, string? v, Catalogue catalogue, EventPosters posters, HttpContext context, CancellationToken ct) =>
            PictureAsync(slug, v, "image/png", posters.SharePngAsync, catalogue, context, ct));
        files.MapMethods("/calendar.ics", Reading, CalendarAsync).CacheOutput(PageCache.ForASecond);
    }

    /// <summary>The address names the version, so that a browser need never ask again; without it, the tag spares the bytes.</summary>
    private static async Task<IResult> PictureAsync(
        string slug, string? version, string type, Func<Event, CancellationToken, Task<byte[]>> draw, Catalogue catalogue, HttpContext context, CancellationToken ct)
    {
        if (await catalogue.FindWithoutTicketsAsync(slug, ct) is not { } @event)
        {
            return TypedResults.NotFound();
        }

        var current = EventPosters.VersionOf(@event);
        context.Response.Headers.CacheControl = version == current ? "public, max-age=31536000, immutable" : "public, max-age=60";
        return TypedResults.Bytes(await draw(@event, ct), type, entityTag: new EntityTagHeaderValue($"\"{current}\""));
    }

    private static async Task<IResult> CalendarAsync(string slug, Catalogue catalogue, EventCalendar calendar, CancellationToken ct) =>
        await catalogue.FindAsync(slug, ct) is { } @event
            ? TypedResults.Bytes(Encoding.UTF8.GetBytes(calendar.Write(@event)), "text/calendar; charset=utf-8", $"{@event.Slug}.ics")
            : TypedResults.NotFound();
}
