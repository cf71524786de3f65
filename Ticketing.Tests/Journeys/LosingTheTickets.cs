using Microsoft.Playwright;
using Ticketing.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys;

public sealed class LosingTheTickets(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task Whose_hold_runs_out_while_typing_holds_the_same_again_and_types_nothing_twice()
    {
        var visitor = await ArriveAsync();
        await visitor.Page.Clock.InstallAsync();
        await visitor.HoldAsync(await App.PublishAsync(), quantity: 3);
        var lost = visitor.Path;
        await visitor.FillInAsync();
        await Expect(visitor.Page.Locator("[data-left]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^(10:00|9:\d\d)$"));
        await visitor.Page.Clock.FastForwardAsync("08:01");
        await Expect(visitor.Page.Locator("[data-spoken]")).ToHaveTextAsync("Your tickets are held for two more minutes.");
        await Expect(visitor.Page.Locator(".deadline.soon [data-left]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^1:\d\d$"));
        await visitor.Page.Clock.FastForwardAsync("02:00");
        App.Clock.Advance(TimeSpan.FromMinutes(10));
        await Expect(visitor.Page.Locator("[data-over]")).ToContainTextAsync("Your hold has run out");

        await visitor.PressAsync(visitor.Button("Try to hold them again"));
        await Expect(visitor.Heading()).ToHaveTextAsync("Your hold has run out");
        await visitor.PressAsync(visitor.Button("Hold them again"));
        await Expect(visitor.Heading()).ToHaveTextAsync("Almost yours");
        Assert.NotEqual(lost, visitor.Path);
        await Expect(visitor.Page.Locator(".prices tbody")).ToContainTextAsync("3 × Standing");
        await Expect(visitor.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Ada Lovelace");
        await Expect(visitor.Page.GetByLabel("E-mail", new() { Exact = true })).ToHaveValueAsync("ada@example.com");
        await visitor.GoToPaymentAsync();
        await visitor.PayThereAsync();
        await Expect(visitor.Page.Locator(".pass")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Whom_another_buyer_forestalls_reads_what_is_left_and_takes_that()
    {
        var show = await App.PublishAsync(new TypeDraft("Standing", 1400, 3), new TypeDraft("Seated", 2400, 50));
        var visitor = await ArriveAsync();
        await visitor.OpenAsync(show);
        await visitor.ChooseAsync("Standing", 3);
        await visitor.ChooseAsync("Seated", 1);
        await App.HeldAsync(show, "Standing", 2);
        await visitor.PressAsync(visitor.Button("Continue"));

        await Expect(visitor.TypeLine("Standing").Locator(".error")).ToContainTextAsync("Only 1 left");
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Only 1 left");
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Expect(visitor.HowMany("Standing")).ToHaveValueAsync("3");
        await Expect(visitor.HowMany("Seated")).ToHaveValueAsync("1");
        await visitor.PressAsync(visitor.Button("One fewer: Standing"));
        await Expect(visitor.HowMany("Standing")).ToHaveValueAsync("1");
        await visitor.GoToCheckoutAsync();
        await Expect(visitor.Page.Locator(".prices tbody")).ToContainTextAsync("1 × Standing");
        await App.AssertInvariantsAsync();
    }
}
