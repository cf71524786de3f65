using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Shop;

public sealed class KeyboardPurchaseJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private const int MaxTabStops = 80;

    private const string FocusScript = """
        () => {
          const e = document.activeElement;
          const outlined = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
          const shown = e === document.body || [getComputedStyle(e), getComputedStyle(e, "::after"), ...(e.closest(".step") ? [getComputedStyle(e.closest(".step"))] : [])].some(outlined);
          return [e.getAttribute("aria-label") ?? e.labels?.[0]?.innerText ?? e.innerText ?? "", shown ? "shown" : e.outerHTML];
        }
        """;

    private const string CountLinesScript = """
        e => {
          const text = document.createRange();
          text.selectNodeContents(e);
          return new Set([...text.getClientRects()].map(box => Math.round(box.bottom / 8))).size;
        }
        """;

    [Fact]
    public async Task From_the_front_page_to_the_tickets_with_a_visible_focus()
    {
        // Soon, so that it leads the list however many shows other journeys have published.
        var show = await App.PublishEventAsync("By keyboard", e => e.DoorsAt = e.StartsAt = App.Clock.GetUtcNow().AddDays(1));
        var visitor = await ArriveAsync();
        await visitor.OpenAsync("/");
        await TabToAsync(visitor, show.Title);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Heading()).ToHaveTextAsync(show.Title);
        await TabToAsync(visitor, "One more: Standing");
        await visitor.Page.Keyboard.PressAsync("Space");
        await TabToAsync(visitor, "How many: Seated");
        await visitor.Page.Keyboard.TypeAsync("2");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Heading()).ToHaveTextAsync("Your details");
        await TabToAsync(visitor, "Name");
        await visitor.Page.Keyboard.TypeAsync("Ada Lovelace");
        await TabToAsync(visitor, "Email");
        await visitor.Page.Keyboard.TypeAsync("ada@example.com");
        await TabToAsync(visitor, "Pay £66.00");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.WaitForPathAsync("/sandbox/");
        await TabToAsync(visitor, "Pay");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Heading()).ToHaveTextAsync("You’re in!");
        await Expect(visitor.Page.Locator(".pass")).ToHaveCountAsync(3);
        await TabToAsync(visitor, "Download tickets");
    }

    [Fact]
    public async Task Enter_does_not_answer_the_question_about_a_mistyped_address_and_changing_the_address_removes_it()
    {
        var visitor = await ArriveAsync();
        await visitor.HoldAsync(await App.PublishEventAsync());
        await visitor.FillInAsync(email: "ada@gmial.com");
        await visitor.Page.Locator("#Email").PressAsync("Enter");
        await Expect(visitor.Page.Locator("#typo")).ToBeFocusedAsync();
        Assert.Equal(1, await visitor.Page.Locator("#typo .button").Last.EvaluateAsync<int>(CountLinesScript));
        await visitor.Page.Locator("#Name").PressAsync("Enter");
        await Expect(visitor.Page.Locator("#typo")).ToBeFocusedAsync();
        await Expect(visitor.Page.Locator("#Email")).ToHaveValueAsync("ada@gmial.com");
        await visitor.Page.Locator("#Email").FillAsync("ada@hotmial.com");
        await Expect(visitor.Page.Locator("#typo")).ToHaveCountAsync(0);
        await visitor.Page.Locator("#Email").PressAsync("Enter");
        await visitor.PressAsync(visitor.Button("No, ada@hotmial.com is right"));
        await visitor.WaitForPathAsync("/sandbox/");
    }

    [Fact]
    public async Task The_first_tab_stop_skips_the_menu()
    {
        var visitor = await ArriveAsync();
        await visitor.OpenAsync("/");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(visitor.Page.GetByText("Skip to content")).ToBeInViewportAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("main")).ToBeFocusedAsync();
    }

    private static async Task TabToAsync(Visitor visitor, string wanted)
    {
        // The style sheets must have been applied.
        await visitor.Page.WaitForLoadStateAsync();
        for (var stop = 0; stop < MaxTabStops; stop++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            var focus = await visitor.Page.EvaluateAsync<string[]>(FocusScript);
            Assert.True(focus[1] == "shown", $"Nothing shows the focus on {visitor.Path}: {focus[1]}");
            if (focus[0].Trim() == wanted)
            {
                await Expect(visitor.Page.Locator(":focus")).ToBeInViewportAsync();
                return;
            }
        }

        Assert.Fail($"On {visitor.Path} the Tab key does not lead to “{wanted}”.");
    }
}
