using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Shop;

public sealed class ArabicPagesJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task Pages_in_Arabic_are_mirrored_and_keep_numbers_and_addresses_in_order()
    {
        var visitor = await ArriveAsync();
        var show = await App.PublishEventAsync();
        await App.PublishEventAsync();
        await visitor.OpenAsync("/ar/");
        await AssertFollowsAsync(visitor, ".mark", ".bar nav");
        await AssertFollowsAsync(visitor, ".hero-art", ".hero-text");
        await AssertFollowsAsync(visitor, ".find input", ".find .button");
        await visitor.OpenAsync($"/ar/events/{show.Slug}");
        await AssertFollowsAsync(visitor, ".event-art", ".event-text");
        await AssertFollowsAsync(visitor, ".type .what", ".type .step");
        await AssertFollowsAsync(visitor, ".step button[data-step='-1']", ".step button[data-step='1']");
        await AssertFollowsAsync(visitor, ".total", ".picker .tear .button");
        Assert.Equal("normal", await GetStyleAsync(visitor, "h2", "letterSpacing"));
        Assert.Equal("right", await GetStyleAsync(visitor, "h1", "textAlign"));
        Assert.Equal("ltr", await GetStyleAsync(visitor, ".facts .line[dir=auto]", "direction"));
        await visitor.OpenAsync($"/ar/checkout/{await App.PlaceHoldAsync(show, "Standing", 2)}");
        await AssertFollowsAsync(visitor, ".yours", ".checkout .order");
        Assert.Equal("ltr", await GetStyleAsync(visitor, "#Email", "direction"));
        Assert.Equal("rtl", await GetStyleAsync(visitor, "#Name", "direction"));
        await visitor.Page.SetViewportSizeAsync(360, 740);
        await LayoutChecks.AssertFitsAsync(visitor);
        await visitor.OpenAsync("/ar/");
        await LayoutChecks.AssertFitsAsync(visitor);
        await visitor.OpenAsync($"/ar/events/{show.Slug}");
        await LayoutChecks.AssertFitsAsync(visitor);
    }

    [Theory]
    [InlineData("/terms?x=1", "de-CH,en", "Diese Seite auf Deutsch", "/de/terms?x=1")]
    [InlineData("/de/terms", "fr,ar", "هذه الصفحة باللغة العربية", "/ar/terms")]
    [InlineData("/ar/terms", "en-US", "This page in English", "/terms")]
    [InlineData("/terms", "en-US,de", null, null)]
    [InlineData("/de/terms", "fr,es", null, null)]
    public async Task A_line_at_the_top_offers_the_visitors_own_language(string path, string languages, string? offer, string? target)
    {
        var visitor = await ArriveAsync();
        await visitor.Page.AddInitScriptAsync($"Object.defineProperty(navigator, 'languages', {{ get: () => '{languages}'.split(',') }})");
        await visitor.OpenAsync(path);
        var shown = visitor.Page.Locator("[data-own-language] a:visible");
        Assert.Equal(path, visitor.Path);
        if (offer is null)
        {
            await Expect(shown).ToHaveCountAsync(0);
            return;
        }

        await Expect(shown).ToHaveTextAsync(offer);
        await visitor.PressAsync(shown);
        await Expect(visitor.Page).ToHaveURLAsync(new Uri(visitor.Site, target).ToString());
        await Expect(visitor.Page.Locator("[data-own-language]")).ToBeHiddenAsync();
        Assert.Empty(await visitor.Page.Context.CookiesAsync());
    }

    /// <summary>Side by side, the first on the right.</summary>
    private static async Task AssertFollowsAsync(Visitor visitor, string first, string second)
    {
        var (right, left) = (
            await visitor.Page.Locator(first).First.BoundingBoxAsync(),
            await visitor.Page.Locator(second).First.BoundingBoxAsync()
        );
        Assert.True(left!.X + left.Width <= right!.X + 1, $"{second} ends at {left.X + left.Width}, {first} begins at {right.X}");
    }

    private static Task<string> GetStyleAsync(Visitor visitor, string selector, string property) =>
        visitor.Page.Locator(selector).First.EvaluateAsync<string>("(e, property) => getComputedStyle(e)[property]", property);
}
