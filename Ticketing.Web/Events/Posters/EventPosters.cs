using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Ticketing.Events.Posters;

public sealed class EventPosters : IDisposable
{
    private const int ShareWidth = 1200;
    private const int ShareHeight = 630;
    private const long MostBytesKept = 32 * 1024 * 1024;

    // Increment when the drawing code changes.
    private const string Generation = "1";

    // One at a time: waiting requests then find it cached, and a rush after a restart leaves CPU for sales.
    private readonly SemaphoreSlim pen = new(1);
    private readonly MemoryCache drawn = new(new MemoryCacheOptions { SizeLimit = MostBytesKept });

    public static string PathOf(Event @event) => @event.Poster is { } poster ? UploadedPath(poster, PosterUploads.Widths[1]) : DrawingPathOf(@event);

    /// <summary>For srcset; null for the generated SVG.</summary>
    public static string? WidthsOf(Event @event) => @event.Poster is { } poster
        ? string.Join(", ", PosterUploads.Widths.Select(width => string.Create(CultureInfo.InvariantCulture, $"{UploadedPath(poster, width)} {width}w")))
        : null;

    /// <summary>Empty for the generated poster: it only repeats the title.</summary>
    public static string AltOf(Event @event) => @event.Poster is null ? "" : @event.PosterAlt;

    public static string SharePathOf(Event @event) => $"/events/{@event.Slug}/poster.png?v={VersionOf(@event)}";

    /// <summary>Changes exactly when the picture does.</summary>
    public static string VersionOf(Event @event) => @event.Poster ?? DrawingVersionOf(@event);

    public static string DrawingVersionOf(Event @event)
    {
        var drawnFrom = string.Join('\n', Generation, @event.Slug, @event.Title, Subtitle(@event), StyleOf(@event).Number);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(drawnFrom)).AsSpan(0, 6));
    }

    /// <summary>The public URL serves public events only.</summary>
    private static string DrawingPathOf(Event @event) =>
        $"{(@event.IsPublic ? $"/events/{@event.Slug}" : $"/admin/events/{@event.Id}")}/poster.svg?v={DrawingVersionOf(@event)}";

    private static string UploadedPath(string poster, int width) => string.Create(CultureInfo.InvariantCulture, $"/posters/{poster}-{width}.webp");

    public Task<byte[]> SvgAsync(Event @event, CancellationToken ct) => KeptAsync("svg", @event, () =>
        Encoding.UTF8.GetBytes(PosterArt.Portrait(@event.Slug, StyleOf(@event), @event.Title, Subtitle(@event)).ToSvg(@event.Title)), ct);

    public Task<byte[]> SharePngAsync(Event @event, CancellationToken ct) => KeptAsync("png", @event, () =>
        PosterArt.Wide(@event.Slug, StyleOf(@event), @event.Title, Subtitle(@event)).ToPng(ShareWidth, ShareHeight), ct);

    public void Dispose()
    {
        drawn.Dispose();
        pen.Dispose();
    }

    private static PosterStyle StyleOf(Event @event) => PosterStyle.FromNumber(@event.PosterVariant, @event.Slug);

    private static string Subtitle(Event @event) =>
        @event.Kind.Length > 0 ? $"{@event.ShortDay()} · {@event.Kind}" : @event.ShortDay();

    private async Task<byte[]> KeptAsync(string format, Event @event, Func<byte[]> draw, CancellationToken ct)
    {
        var key = (format, @event.Slug, DrawingVersionOf(@event));
        if (drawn.TryGetValue(key, out byte[]? picture))
        {
            return picture!;
        }

        await pen.WaitAsync(ct);
        try
        {
            return drawn.GetOrCreate(key, entry =>
            {
                var made = draw();
                entry.Size = made.Length;
                return made;
            })!;
        }
        finally
        {
            pen.Release();
        }
    }
}
