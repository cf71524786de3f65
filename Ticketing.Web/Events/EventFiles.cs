using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Ticketing.Events.Posters;
using Ticketing.Hosting;

namespace Ticketing.Events;

public static class EventFiles
{
    // Link previewers ask for the picture's size with HEAD.
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapEventFiles(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/events/{slug}");
        files.MapMethods("/poster.svg", Reading, DrawingAsync);
        files.MapMethods("/poster.png", Reading, SharePictureAsync);
        files.MapMethods("/calendar.ics", Reading, CalendarAsync).CacheOutput(PageCache.ForASecond);
        routes.MapMethods("/posters/{name}-{width}.webp", Reading, UploadedAsync);
    }

    private static async Task<IResult> DrawingAsync(
        string slug, string? v, Catalogue catalogue, EventPosters posters, HttpContext context, CancellationToken ct) =>
        await catalogue.FindWithoutTicketsAsync(slug, ct) is { } @event
            ? Picture(await posters.SvgAsync(@event, ct), "image/svg+xml", v, EventPosters.DrawingVersionOf(@event), context)
            : await LeadOnAsync(slug, "poster.svg", catalogue, context, ct);

    private static async Task<IResult> SharePictureAsync(
        string slug, string? v, Catalogue catalogue, EventPosters posters, PosterShelf shelf, HttpContext context, CancellationToken ct)
    {
        if (await catalogue.FindWithoutTicketsAsync(slug, ct) is not { } @event)
        {
            return await LeadOnAsync(slug, "poster.png", catalogue, context, ct);
        }

        var uploaded = @event.Poster is { } poster ? await shelf.ReadAsync(poster, PosterFile.Share, ct) : null;
        return Picture(uploaded ?? await posters.SharePngAsync(@event, ct), "image/png", v, EventPosters.VersionOf(@event), context);
    }

    private static async Task<IResult> UploadedAsync(string name, string width, PosterShelf shelf, HttpContext context, CancellationToken ct)
    {
        if (width is PosterFile.Share or PosterFile.Logo || await shelf.ReadAsync(name, width, ct) is not { } bytes)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = ForEver;
        return TypedResults.Bytes(bytes, "image/webp");
    }

    /// <summary>With the current version in the URL it may be cached forever; else the ETag saves the download.</summary>
    private static FileContentHttpResult Picture(byte[] bytes, string type, string? version, string current, HttpContext context)
    {
        context.Response.Headers.CacheControl = version == current ? ForEver : ForAMinute;
        return TypedResults.Bytes(bytes, type, entityTag: new EntityTagHeaderValue($"\"{current}\""));
    }

    private static async Task<IResult> CalendarAsync(string slug, Catalogue catalogue, EventCalendar calendar, HttpContext context, CancellationToken ct) =>
        await catalogue.FindAsync(slug, ct) is { } @event
            ? TypedResults.Bytes(Encoding.UTF8.GetBytes(calendar.Write(@event)), "text/calendar; charset=utf-8", $"{@event.Slug}.ics")
            : await LeadOnAsync(slug, "calendar.ics", catalogue, context, ct);

    /// <summary>Cached for a minute only: if an event takes a former slug back, browsers would loop.</summary>
    private static async Task<IResult> LeadOnAsync(string slug, string file, Catalogue catalogue, HttpContext context, CancellationToken ct)
    {
        if (await catalogue.CurrentSlugAsync(slug, ct) is not { } current)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = ForAMinute;
        return TypedResults.Redirect($"/events/{current}/{file}", permanent: true);
    }

    private const string ForEver = "public, max-age=31536000, immutable";
    private const string ForAMinute = "public, max-age=60";
}
