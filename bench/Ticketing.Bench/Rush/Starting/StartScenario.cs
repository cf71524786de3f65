using Ticketing.Bench.Rush.Results;
using Ticketing.Bench.Rush.Serving;

namespace Ticketing.Bench.Rush.Starting;

/// <summary>How long a start takes, and what the program needs when nothing happens.</summary>
internal static class StartScenario
{
    public const string Command = "start";
    private const int Starts = 3;
    private const double Megabyte = 1024 * 1024;
    private static readonly string[] FontExtensions = [".ttf", ".otf", ".woff", ".woff2"];
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(15);

    private static readonly Dictionary<string, string> Demo = new() { ["Demo__Seed"] = "true" };

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken ct)
    {
        var (bare, bareMemory) = await MeasureBareAsync(ct);
        var (created, existing, idle) = (new List<double>(), new List<double>(), 0L);
        for (var i = 0; i < Starts; i++)
        {
            using var venue = RushVenue.CreateEmpty();
            created.Add((await StartAsync(venue, TimeSpan.Zero, ct)).Seconds);
            (var seconds, idle) = await StartAsync(venue, i == Starts - 1 ? IdleTime : TimeSpan.Zero, ct);
            existing.Add(seconds);
            Note.Write($"start: new demo venue {created[^1]:0.0} s, existing {existing[^1]:0.0} s");
        }

        return
        [
            CompareWithBare("start to first 200: new demo venue", GetMedian(created), bare, 3),
            CompareWithBare("start to first 200: existing", GetMedian(existing), bare, 1.2),
            Figure.AtMost("resident memory, idle", idle / Megabyte, " MB", 120) with
            {
                Limit = FormattableString.Invariant($"{bareMemory / Megabyte:0} MB"),
                Ratio = (double)idle / bareMemory,
            },
            .. GetFolderFigures(),
        ];
    }

    private static Figure CompareWithBare(string scenario, double seconds, double bare, double max) =>
        Figure.AtMost(scenario, seconds, " s", max) with
        {
            Limit = FormattableString.Invariant($"{bare:0.00} s"),
            Ratio = seconds / bare,
        };

    private static async Task<(double Seconds, long Memory)> MeasureBareAsync(CancellationToken ct)
    {
        var (durations, memory) = (new List<double>(), 0L);
        for (var i = 0; i < Starts; i++)
        {
            await using var bare = await BareServer.StartAsync("/dev/null", "text/html", "", ct);
            durations.Add(bare.StartDuration.TotalSeconds);
            memory = bare.Memory;
        }

        return (GetMedian(durations), memory);
    }

    private static async Task<(double Seconds, long Memory)> StartAsync(RushVenue venue, TimeSpan wait, CancellationToken ct)
    {
        await using var server = await AppServer.StartAsync(venue, Demo, ct, firstPath: "/");
        await Task.Delay(wait, ct);
        return (server.StartDuration.TotalSeconds, server.Memory);
    }

    private static double GetMedian(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static IEnumerable<Figure> GetFolderFigures()
    {
        var files = new DirectoryInfo(PublishedApp.Folder).EnumerateFiles("*", SearchOption.AllDirectories).ToLookup(IsFont);
        return
        [
            Figure.AtMost("published folder without fonts", files[false].Sum(file => file.Length) / Megabyte, " MB", 70),
            Figure.Information("published folder: fonts", files[true].Sum(file => file.Length) / Megabyte, " MB"),
        ];
    }

    private static bool IsFont(FileInfo file) => FontExtensions.Contains(file.Extension);
}
