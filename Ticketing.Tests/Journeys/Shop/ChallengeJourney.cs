using Ticketing.Tests.Features.ClientBudgets;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Shop;

/// <summary>More tickets are held from the visitor's address than one client may hold.</summary>
public sealed class ChallengeJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private const string Crowd = "127.0.0.1";

    [Fact]
    public async Task The_browser_solves_the_challenge_by_itself_and_the_choice_is_kept()
    {
        await using var crowded = ListeningApp.With(venue => venue.Set("Budgets:Enabled", "true").Set("Budgets:ChallengeBits", "18"));
        var show = await crowded.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100));
        var visitor = await ArriveAsync(at: crowded.Address);
        await crowded.HoldAsync(show, 10, Crowd);
        await visitor.OpenAsync(show);
        await visitor.ChooseAsync("Standing", 3);
        await visitor.PressAsync(visitor.Button("Continue"));
        await visitor.WaitForPathAsync("/checkout/");
        await Expect(visitor.Page.Locator(".order")).ToContainTextAsync("3 × Standing");
        Assert.Equal(13, await crowded.CountHeldAsync(show, Crowd));
    }

    [Fact]
    public async Task Without_JavaScript_the_page_moves_on_by_itself_and_its_button_works()
    {
        await using var crowded = ListeningApp.With(venue => venue.Set("Budgets:Enabled", "true").Set("Budgets:ChallengeWait", "00:00:02"));
        var show = await crowded.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100));
        var visitor = await ArriveAsync(Device.WithoutJavaScript, crowded.Address);
        await crowded.HoldAsync(show, 10, Crowd);
        await visitor.OpenAsync(show);
        await visitor.ChooseAsync("Standing", 3);
        await visitor.PressAsync(visitor.Button("Continue"));
        await Expect(visitor.Page.Locator(".lede")).ToContainTextAsync("Continue in 2 seconds.");
        crowded.Clock.Advance(TimeSpan.FromSeconds(2));
        await Expect(visitor.Page.Locator(".lede")).ToContainTextAsync("You can continue now.", new() { Timeout = 15_000 });
        await visitor.PressAsync(visitor.Button("Continue"));
        await visitor.WaitForPathAsync("/checkout/");
        await Expect(visitor.Page.Locator(".order")).ToContainTextAsync("3 × Standing");
    }
}
