using Microsoft.Playwright;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Journeys;

public sealed class SeeingAShowForTheFirstTime(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private const int MostBytes = 100 * 1024;

    [Fact]
    public async Task Costs_at_most_a_hundred_kilobytes_over_the_wire()
    {
        var visitor = await ArriveAsync();
        var wire = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        var bytes = 0.0;
        var files = 0;
        wire.Event("Network.loadingFinished").OnEvent += (_, told) =>
        {
            bytes += told!.Value.GetProperty("encodedDataLength").GetDouble();
            files++;
        };
        await wire.SendAsync("Network.enable");
        var show = await App.PublishAsync();
        await visitor.Page.GotoAsync($"/events/{show.Slug}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await visitor.Page.EvaluateAsync("document.fonts.ready");

        // Page, three style sheets, font, poster, script.
        Assert.InRange(files, 7, 12);
        Assert.InRange(bytes, 30_000, MostBytes);
    }
}
