using Ticketing.Bench.Rush.Results;
using Ticketing.Bench.Rush.Serving;
using Ticketing.Features.Events;

namespace Ticketing.Bench.Rush.Viewing;

/// <summary>Public pages, compared with bare Kestrel that serves the same bytes.</summary>
internal static class PagesScenario
{
    public const string Command = "pages";

    /// <summary>As browsers send it.</summary>
    private const string Compressed = "gzip, deflate, br, zstd";
    private const string Plain = "";
    private const int FewEvents = 16;
    private const int ManyEvents = 200;
    private const int Capacity = 1_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken ct) =>
        [.. await MeasureFewAsync(ct), .. await MeasureManyAsync(ct)];

    private static async Task<IReadOnlyList<Figure>> MeasureFewAsync(CancellationToken ct)
    {
        var shows = CreateShows(FewEvents);
        using var venue = await RushVenue.CreateAsync(shows, postgres: null, ct);
        await using var server = await AppServer.StartAsync(venue, AppServer.WithoutMail, ct);
        var page = new Uri(server.Address, shows[0].GetPath());
        var compressed = await PageComparison.MeasureAsync("event page", page, Compressed, ct);
        var plain = await PageComparison.MeasureAsync("event page, not compressed", page, Plain, ct);
        var home = await PageComparison.MeasureAsync("home page, 16 events", server.Address, Compressed, ct);
        var poster = await PageComparison.MeasureAsync("poster", new Uri(page, $"{page.AbsolutePath}/poster.svg"), Compressed, ct);
        using var changes = new StockChanges(venue.Database, shows[0]);
        var changing = await PageComparison.MeasureAsync("event page, stock changing", page, Plain, ct, changes.Inspect);
        return
        [
            Figure.AtLeast("event page, 32 connections", compressed.PerSecond, compressed.LimitPerSecond, 0.9),
            Figure.AtMostTimes("event page: p99", compressed.P99, compressed.LimitP99, " ms", 2),
            new Figure("event page: compressed", compressed.Encoding, "", null, "br, gzip or zstd", compressed.Encoding.Length > 0),
            Figure.AtLeast("event page, not compressed", plain.PerSecond, plain.LimitPerSecond, 0.9),
            Figure.AtMostTimes("event page, not compressed: p99", plain.P99, plain.LimitP99, " ms", 2),
            Figure.AtLeast("home page with 16 events", home.PerSecond, home.LimitPerSecond, 0.8),
            Figure.AtLeast("generated poster", poster.PerSecond, poster.LimitPerSecond, 0.8),
            Figure.AtMostTimes("generated poster: p99", poster.P99, poster.LimitP99, " ms", 2),
            Figure.AtLeast("event page, stock changing 50 times a second", changing.PerSecond, changing.LimitPerSecond, 0.5),
            Figure.AtMost("event page, stock changing: oldest", changes.MaxAge.TotalMilliseconds, " ms", 1000),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> MeasureManyAsync(CancellationToken ct)
    {
        using var venue = await RushVenue.CreateAsync(CreateShows(ManyEvents), postgres: null, ct);
        await using var server = await AppServer.StartAsync(venue, AppServer.WithoutMail, ct);
        var home = await PageComparison.MeasureAsync("home page, 200 events", server.Address, Compressed, ct);
        return [Figure.AtLeast("home page with 200 events", home.PerSecond, home.LimitPerSecond, 0.6)];
    }

    private static List<Event> CreateShows(int count) =>
        [.. Enumerable.Range(1, count).Select(number => RushShows.Create(number, Capacity))];
}
