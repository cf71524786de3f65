using Microsoft.Playwright;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Journeys.Shop;

public sealed class PageWeightJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private const int MaxEventBytes = 70_000;
    private const int MaxHomeBytes = 120_000;

    [Fact]
    public async Task A_first_visit_transfers_little()
    {
        await using var venue = new ListeningApp();
        for (var i = 0; i < 14; i++)
        {
            await venue.PublishEventAsync($"A night with performer number {i}", _ => { });
        }

        var show = await venue.PublishEventAsync();

        // Page, three style sheets, font, poster, script.
        var files = await MeasureAsync(venue, $"/events/{show.Slug}");
        Assert.InRange(files.Count, 7, 12);
        AssertWeight(files, MaxEventBytes);

        files = await MeasureAsync(venue, "/");
        Assert.InRange(files.Count(file => file.Path.EndsWith("poster.svg", StringComparison.Ordinal)), 14, 40);
        AssertWeight(files, MaxHomeBytes);
    }

    private static void AssertWeight(List<(string Path, double Bytes)> files, int max) =>
        Assert.True(files.Sum(file => file.Bytes) is > 30_000 and var bytes && bytes <= max, string.Join(Environment.NewLine, files));

    private async Task<List<(string Path, double Bytes)>> MeasureAsync(ListeningApp venue, string path)
    {
        var visitor = await ArriveAsync(at: venue.Address);
        var wire = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        var paths = new Dictionary<string, string>();
        var files = new List<(string Path, double Bytes)>();
        wire.Event("Network.requestWillBeSent").OnEvent += (_, told) =>
            paths[told!.Value.GetProperty("requestId").GetString()!] = new Uri(
                told.Value.GetProperty("request").GetProperty("url").GetString()!
            ).AbsolutePath;
        wire.Event("Network.loadingFinished").OnEvent += (_, told) =>
            files.Add((paths[told!.Value.GetProperty("requestId").GetString()!], told.Value.GetProperty("encodedDataLength").GetDouble()));
        await wire.SendAsync("Network.enable");
        await visitor.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await visitor.Page.EvaluateAsync("document.fonts.ready");
        return files;
    }
}
