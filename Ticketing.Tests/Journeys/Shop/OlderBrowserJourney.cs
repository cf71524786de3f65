using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ticketing.Tests.Journeys.PageStates;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Journeys.Shop;

/// <summary>A browser of 2022: style sheets arrive with newer functions, selectors and units under names that no browser knows.</summary>
public sealed partial class OlderBrowserJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private const string FindFaults = """
        () => {
          const parts = colour => colour.match(/[\d.]+/g).map(Number);
          const isOpaque = colour => parts(colour).length === 3 || parts(colour)[3] === 1;
          const channel = value => value <= 10 ? value / 3294 : ((value / 255 + .055) / 1.055) ** 2.4;
          const luminance = colour => {
            const [r, g, b] = parts(colour);
            return .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
          };
          const contrast = (one, other) => {
            const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
            return (high + .05) / (low + .05);
          };
          const ground = element => {
            for (let e = element; e; e = e.parentElement) {
              if (isOpaque(getComputedStyle(e).backgroundColor)) return getComputedStyle(e).backgroundColor;
            }
            return "rgb(255, 255, 255)";
          };
          const faults = [];
          const check = (selector, test) => {
            for (const e of document.querySelectorAll(selector)) {
              if (e.checkVisibility() && !test(e, getComputedStyle(e))) {
                faults.push(`${selector}: ${getComputedStyle(e).color} on ${ground(e)}, border ${getComputedStyle(e).border}`);
              }
            }
          };
          const ink = getComputedStyle(document.body).color;
          const isReadable = (e, style) => contrast(style.color, ground(e)) >= 4.5;
          const isEdged = (e, style) => style.borderBlockStartStyle === "solid" && parseFloat(style.borderBlockStartWidth) >= 1;
          const stands = (e, style) => isEdged(e, style) && contrast(style.borderBlockStartColor, ground(e.parentElement)) >= 3;
          check("h1, h2, p, label, a, small, .button, .chip", isReadable);
          const isFilled = (e, style) => isOpaque(style.backgroundColor) && contrast(style.backgroundColor, ground(e.parentElement)) >= 1.5;
          check(".button:not(.quiet)", isFilled);
          check(".button.quiet, .field input, .step:not(.none), .find input, .notice", stands);
          check(".stub", isEdged);
          check(".field .error, .type .error, .notice.error > strong", (e, style) => style.color !== ink && isReadable(e, style));
          check(".skip", e => e.getBoundingClientRect().bottom <= 0);
          check(".steps .done", e => getComputedStyle(e, "::before").content.includes("✓"));
          check(".step:not(.none)", e => [...e.children].every(child => child.offsetTop === e.children[1].offsetTop));
          return faults;
        }
        """;

    [Theory]
    [InlineData("home", ".button", 1)]
    [InlineData("event, refused", ".type .error", 1)]
    [InlineData("checkout, with errors", ".field .error", 2)]
    [InlineData("order", ".stub", 2)]
    public async Task Colours_borders_and_errors_show(string state, string selector, int least)
    {
        var visitor = await ArriveAsync();
        await visitor.Page.RouteAsync(new Regex(@"\.css(\?|$)"), AgeAsync);
        await using var stage = new PageStateContext(App, visitor);
        await ShopPageStates.All[state](stage);
        Assert.InRange(await visitor.Page.Locator(selector).CountAsync(), least, 100);
        foreach (var (scheme, ground) in new[] { (ColorScheme.Light, "rgb(251, 248, 243)"), (ColorScheme.Dark, "rgb(19, 17, 20)") })
        {
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            Assert.Equal(ground, await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
            var faults = await visitor.Page.EvaluateAsync<string[]>(FindFaults);
            Assert.True(faults.Length == 0, $"{scheme}: {string.Join(Environment.NewLine, faults)}");
        }
    }

    private static async Task AgeAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var css = Newer().Replace(await answer.TextAsync(), "unknown-");
        await route.FulfillAsync(
            new() { ContentType = "text/css", Body = css.Replace("\" / \"", "\" unknown \"", StringComparison.Ordinal) }
        );
    }

    [GeneratedRegex(
        @"(?<![\w-])(?=(?:light-dark|color-mix|oklch|oklab|lch|lab|color)\(|(?:translate|rotate|scale):)"
            + @"|(?<=:)(?=(?:has|dir)\()|(?<=\d)(?=[dsl]vh)"
    )]
    private static partial Regex Newer();
}
