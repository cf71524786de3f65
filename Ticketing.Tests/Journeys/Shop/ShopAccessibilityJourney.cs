using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Journeys.PageStates;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Shop;

public sealed class ShopAccessibilityJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private const string Outline = """
        () => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(h => h.checkVisibility()).map(h => Number(h.tagName[1]))
        """;

    /// <summary>Every second in the short run, unless pictures are saved.</summary>
    public static TheoryData<string> States => [.. GetEvery(Pictures.AreSaved ? 1 : TestScale.Count(shortRun: 2, full: 1))];

    /// <summary>Every ninth in the short run.</summary>
    public static TheoryData<string> StatesToTranslate => [.. GetEvery(TestScale.Count(shortRun: 9, full: 1))];

    public static TheoryData<string, string> TranslatedStates =>
        [
            .. ShippedLanguages
                .All.Skip(1)
                .SelectMany(language => ShopPageStates.All.Keys.Select(state => (language.Tag, state)))
                .Take(Pictures.AreSaved ? int.MaxValue : TestScale.Count(shortRun: 1, full: int.MaxValue)),
        ];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Every_state_is_accessible_light_and_dark_wide_and_narrow(string state)
    {
        var visitor = await ArriveAsync();
        await using var stage = new PageStateContext(App, visitor);
        await ShopPageStates.All[state](stage);
        await AssertPageAsync(visitor, $"{Language.Current.Tag}-{state}");
    }

    [Theory]
    [MemberData(nameof(StatesToTranslate))]
    public async Task Every_state_is_translated_and_fits_in_longer_words(string state)
    {
        using var _ = Language.Pseudo.Use();
        var visitor = await ArriveAsync();
        await using var stage = new PageStateContext(App, visitor);
        await ShopPageStates.All[state](stage);
        Assert.Equal(Language.Pseudo.Tag, await visitor.Page.Locator("html").GetAttributeAsync("lang"));
        await UntranslatedText.AssertNoneAsync(visitor);
        await visitor.Page.SetViewportSizeAsync(360, 800);
        await LayoutChecks.AssertNoOverflowAsync(visitor);
    }

    /// <summary>German and Arabic in the full run, or for pictures, only: each takes as long as English.</summary>
    [Theory]
    [MemberData(nameof(TranslatedStates))]
    public async Task Every_state_is_accessible_in_other_languages(string tag, string state)
    {
        using var _ = ShippedLanguages.Find(tag)!.Use();
        var visitor = await ArriveAsync();
        await using var stage = new PageStateContext(App, visitor);
        await ShopPageStates.All[state](stage);
        await AssertPageAsync(visitor, $"{Language.Current.Tag}-{state}");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Error_pages_are_accessible(int status)
    {
        await using var broken = new FaultyProviderApp();
        var visitor = await ArriveAsync(at: broken.Address);
        await visitor.HoldAsync(await broken.PublishEventAsync());
        var checkout = visitor.Path;
        await visitor.FillInAsync();
        await visitor.GoToPaymentAsync();

        // Pretend this is the fourth retry, so that the page waits long enough before it reloads.
        await visitor.Page.AddInitScriptAsync("sessionStorage.setItem(`later:${location.pathname}`, 3)");
        broken.Failure = status == 503 ? new DatabaseBusyException() : new InvalidOperationException("Broken on purpose.");
        Assert.Equal(status, (await visitor.Page.GotoAsync(checkout))!.Status);
        await AssertPageAsync(visitor);
    }

    [Fact]
    public async Task Every_page_has_a_title_of_its_own()
    {
        var visitor = await ArriveAsync();
        await using var stage = new PageStateContext(App, visitor);
        var titles = new List<string>();
        foreach (
            var state in new[]
            {
                "home",
                "search",
                "past",
                "event",
                "checkout",
                "checkout, ended",
                "sandbox",
                "order",
                "order of someone else",
                "find",
                "terms",
                "privacy",
                "imprint",
                "find us",
                "not found",
            }
        )
        {
            await ShopPageStates.All[state](stage);
            titles.Add(await visitor.Page.TitleAsync());
        }

        Assert.Equal(titles.Distinct(), titles);
    }

    private static IEnumerable<string> GetEvery(int step) => ShopPageStates.All.Keys.Where((_, number) => number % step == 0);

    private static async Task AssertPageAsync(Visitor visitor, string picture = "")
    {
        await visitor.AssertAccessibleAsync(picture);
        Assert.Equal(Language.Current.Tag, await visitor.Page.Locator("html").GetAttributeAsync("lang"));
        await Expect(visitor.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(@"^\S.* · The Blue Room$"));
        var levels = await visitor.Page.EvaluateAsync<int[]>(Outline);
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(
            levels.Zip(levels.Skip(1)),
            pair => Assert.True(pair.Second <= pair.First + 1, $"Heading {pair.Second} after {pair.First}")
        );
    }
}
