using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Features.Events.Posters;

public sealed class EventPosters : IDisposable
{
    private const int ShareWidth = 1200;
    private const int ShareHeight = 630;
    private const long MaxCacheBytes = 32 * 1024 * 1024;

    // Increment when the drawing code changes.
    private const string DrawingRevision = "2";

    // One at a time: waiting requests then find it cached, and a rush after a restart leaves CPU for sales.
    private readonly SemaphoreSlim renderLock = new(1);
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MaxCacheBytes });

    public static string GetPath(Event @event) =>
        @event.Poster is { } poster ? GetUploadPath(poster, EditPoster.Widths[1]) : GetDrawingPath(@event);

    /// <summary>For srcset; null for the generated SVG.</summary>
    public static string? GetSrcset(Event @event) =>
        @event.Poster is { } poster
            ? string.Join(
                ", ",
                EditPoster.Widths.Select(width => string.Create(CultureInfo.InvariantCulture, $"{GetUploadPath(poster, width)} {width}w"))
            )
            : null;

    /// <summary>Empty for the generated poster: it only repeats the title.</summary>
    public static string GetAltText(Event @event) => @event.Poster is null ? "" : @event.PosterAlt;

    public static string GetSharePath(Event @event) => $"/events/{@event.Slug}/poster.png?v={GetVersion(@event)}";

    /// <summary>Changes exactly when the picture does.</summary>
    public static string GetVersion(Event @event) => @event.Poster ?? GetDrawingVersion(@event);

    public static string GetDrawingVersion(Event @event)
    {
        var drawnFrom = string.Join('\n', DrawingRevision, @event.Slug, @event.Title, GetSubtitle(@event), GetStyle(@event).Number);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(drawnFrom)).AsSpan(0, 6));
    }

    /// <summary>The public URL serves public events only.</summary>
    private static string GetDrawingPath(Event @event) =>
        $"{(@event.IsPublic ? $"/events/{@event.Slug}" : $"/admin/events/{@event.Id}")}/poster.svg?v={GetDrawingVersion(@event)}";

    private static string GetUploadPath(string poster, int width) =>
        string.Create(CultureInfo.InvariantCulture, $"/posters/{poster}-{width}.webp");

    public Task<byte[]> RenderSvgAsync(Event @event, CancellationToken ct) =>
        GetOrRenderAsync(
            "svg",
            @event,
            () =>
                Encoding.UTF8.GetBytes(
                    PosterArt.Portrait(@event.Slug, GetStyle(@event), @event.Title, GetSubtitle(@event)).ToSvg(@event.Title)
                ),
            ct
        );

    /// <summary>The same, compressed as well as possible, because it is sent to every visitor of the front page.</summary>
    public async Task<byte[]> RenderBrotliSvgAsync(Event @event, CancellationToken ct)
    {
        var svg = await RenderSvgAsync(@event, ct);
        return await GetOrRenderAsync("svg.br", @event, () => Compress(svg), ct);
    }

    public Task<byte[]> RenderSharePngAsync(Event @event, CancellationToken ct) =>
        GetOrRenderAsync(
            "png",
            @event,
            () => PosterArt.Wide(@event.Slug, GetStyle(@event), @event.Title, GetSubtitle(@event)).ToPng(ShareWidth, ShareHeight),
            ct
        );

    public void Dispose()
    {
        cache.Dispose();
        renderLock.Dispose();
    }

    private static byte[] Compress(byte[] text)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize))
        {
            brotli.Write(text);
        }

        return compressed.ToArray();
    }

    private static PosterStyle GetStyle(Event @event) => PosterStyle.FromNumber(@event.PosterVariant, @event.Slug);

    private static string GetSubtitle(Event @event)
    {
        var day = @event.Status switch
        {
            EventStatus.Cancelled => T["Cancelled"],
            EventStatus.Postponed => T["Postponed"],
            _ => @event.ShortDay(),
        };
        return @event.Kind.Length > 0 ? $"{day} · {@event.Kind}" : day;
    }

    private async Task<byte[]> GetOrRenderAsync(string format, Event @event, Func<byte[]> draw, CancellationToken ct)
    {
        var key = (format, @event.Slug, GetDrawingVersion(@event));
        if (cache.TryGetValue(key, out byte[]? picture))
        {
            return picture!;
        }

        await renderLock.WaitAsync(ct);
        try
        {
            return cache.GetOrCreate(
                key,
                entry =>
                {
                    var made = draw();
                    entry.Size = made.Length;
                    return made;
                }
            )!;
        }
        finally
        {
            renderLock.Release();
        }
    }
}
