using Microsoft.Playwright;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Journeys.Shop;

public sealed class EventPageWeightJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private const int MaxBytes = 100 * 1024;

    [Fact]
    public async Task A_first_visit_transfers_at_most_a_hundred_kilobytes()
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
        var show = await App.PublishEventAsync();
        await visitor.Page.GotoAsync($"/events/{show.Slug}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await visitor.Page.EvaluateAsync("document.fonts.ready");

        // Page, three style sheets, font, poster, script.
        Assert.InRange(files, 7, 12);
        Assert.InRange(bytes, 30_000, MaxBytes);
    }
}
