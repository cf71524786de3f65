using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Features.Events.Catalog;

public static class EventFileEndpoints
{
    // Link previewers ask for the picture's size with HEAD.
    private static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapEventFiles(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/events/{slug}");
        files.MapMethods("/poster.svg", ReadMethods, GetGeneratedPosterAsync).CacheOutput(PageCache.OneSecondByVersion);
        files.MapMethods("/poster.png", ReadMethods, GetSharePictureAsync);
        files.MapMethods("/calendar.ics", ReadMethods, GetCalendarAsync).CacheOutput(PageCache.OneSecond);
        routes.MapMethods("/posters/{name}-{width}.webp", ReadMethods, GetUploadedPosterAsync);
    }

    private static async Task<IResult> GetGeneratedPosterAsync(
        string slug,
        string? v,
        EventCatalogue catalogue,
        EventPosters posters,
        HttpContext context,
        CancellationToken ct
    ) =>
        await catalogue.FindWithoutTicketTypesAsync(slug, ct) is { } @event
            ? CreatePictureResult(
                await RenderAsync(@event, posters, context, ct),
                "image/svg+xml",
                v,
                EventPosters.GetDrawingVersion(@event),
                context
            )
            : await RedirectFormerSlugAsync(slug, "poster.svg", catalogue, context, ct);

    private static Task<byte[]> RenderAsync(Event @event, EventPosters posters, HttpContext context, CancellationToken ct)
    {
        if (TextCompression.GetEncoding(context) != TextCompression.Brotli)
        {
            return posters.RenderSvgAsync(@event, ct);
        }

        context.Response.Headers.ContentEncoding = TextCompression.Brotli;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        return posters.RenderBrotliSvgAsync(@event, ct);
    }

    private static async Task<IResult> GetSharePictureAsync(
        string slug,
        string? v,
        EventCatalogue catalogue,
        EventPosters posters,
        PosterStore store,
        HttpContext context,
        CancellationToken ct
    )
    {
        if (await catalogue.FindWithoutTicketTypesAsync(slug, ct) is not { } @event)
        {
            return await RedirectFormerSlugAsync(slug, "poster.png", catalogue, context, ct);
        }

        var uploaded = @event.Poster is { } poster ? await store.ReadAsync(poster, PosterFile.Share, ct) : null;
        return CreatePictureResult(
            uploaded ?? await posters.RenderSharePngAsync(@event, ct),
            "image/png",
            v,
            EventPosters.GetVersion(@event),
            context
        );
    }

    private static async Task<IResult> GetUploadedPosterAsync(
        string name,
        string width,
        PosterStore store,
        HttpContext context,
        CancellationToken ct
    )
    {
        if (width is PosterFile.Share or PosterFile.Logo || await store.ReadAsync(name, width, ct) is not { } bytes)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = CacheForever;
        return TypedResults.Bytes(bytes, "image/webp");
    }

    /// <summary>With the current version in the URL it may be cached forever; else the ETag saves the download.</summary>
    private static FileContentHttpResult CreatePictureResult(
        byte[] bytes,
        string type,
        string? version,
        string current,
        HttpContext context
    )
    {
        context.Response.Headers.CacheControl = version == current ? CacheForever : CacheOneMinute;
        return TypedResults.Bytes(bytes, type, entityTag: new EntityTagHeaderValue($"\"{current}\""));
    }

    private static async Task<IResult> GetCalendarAsync(
        string slug,
        EventCatalogue catalogue,
        EventCalendar calendar,
        HttpContext context,
        CancellationToken ct
    ) =>
        await catalogue.FindAsync(slug, ct) is { } @event
            ? TypedResults.Bytes(
                Encoding.UTF8.GetBytes(calendar.Serialize(@event)),
                EventCalendar.GetMediaType(@event),
                $"{@event.Slug}.ics"
            )
            : await RedirectFormerSlugAsync(slug, "calendar.ics", catalogue, context, ct);

    /// <summary>Cached for a minute only: if an event takes a former slug back, browsers would loop.</summary>
    private static async Task<IResult> RedirectFormerSlugAsync(
        string slug,
        string file,
        EventCatalogue catalogue,
        HttpContext context,
        CancellationToken ct
    )
    {
        if (await catalogue.FindCurrentSlugAsync(slug, ct) is not { } current)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = CacheOneMinute;
        return TypedResults.Redirect($"/events/{current}/{file}", permanent: true);
    }

    private const string CacheForever = "public, max-age=31536000, immutable";
    private const string CacheOneMinute = "public, max-age=60";
}
