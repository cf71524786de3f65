using Ticketing.Features.Events;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

public sealed class CodeGuessTests
{
    private const string TooMany = "Too many wrong codes";

    [Theory, OnEitherDatabase]
    public async Task A_crowd_with_one_misprinted_code_is_not_locked_out(DatabaseProvider database)
    {
        await using var app = CreateApp(database);
        var show = await PublishAsync(app);
        using var crowd = app.NewBrowser();
        for (var visit = 0; visit <= CodeGuesses.MaxUnknown; visit++)
        {
            await crowd.OpenAsync($"/events/{show.Slug}?code={(visit % 2 == 0 ? "SPRIGN" : "sprign")}");
        }

        Assert.DoesNotContain(TooMany, (await crowd.OpenAsync($"/events/{show.Slug}?code=SPRING")).Text, StringComparison.Ordinal);
    }

    /// <summary>The cache looks codes up before anybody knows if there is such an event.</summary>
    [Fact]
    public async Task Codes_at_an_address_without_an_event_are_no_guesses()
    {
        await using var app = new CachingApp();
        app.Set("RateLimiting:Enabled", "true").Set("Budgets:Enabled", "false");
        var show = await PublishAsync(app);
        using var crowd = app.NewBrowser();
        for (var visit = 0; visit <= CodeGuesses.MaxUnknown; visit++)
        {
            await crowd.OpenAsync($"/events/former-{show.Slug}?code=SPRING-{visit}");
        }

        Assert.DoesNotContain(TooMany, (await crowd.OpenAsync($"/events/{show.Slug}?code=SPRING")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Who_uses_a_code_already_changes_tickets_whatever_others_have_guessed(DatabaseProvider database)
    {
        await using var app = CreateApp(database);
        var show = await PublishAsync(app);
        using var buyer = app.NewBrowser();
        await ChooseAsync(buyer, show, "1");
        for (var guess = 0; guess <= CodeGuesses.MaxUnknown; guess++)
        {
            await buyer.OpenAsync($"/events/{show.Slug}?code=GUESS-{guess}");
        }

        // Its code hides no guesses.
        await app.AddCodeAsync(show, code: "OTHER");
        Assert.Contains(TooMany, (await ChooseAsync(buyer, show, "2", "OTHER")).Text, StringComparison.Ordinal);
        var changed = await ChooseAsync(buyer, show, "2");
        Assert.Contains("Promo code SPRING", changed.Text, StringComparison.Ordinal);
        Assert.StartsWith("/checkout/", changed.Path, StringComparison.Ordinal);
    }

    private static TicketingApp CreateApp(DatabaseProvider database) =>
        new TicketingApp(database).Set("RateLimiting:Enabled", "true").Set("Budgets:Enabled", "false");

    private static async Task<Event> PublishAsync(TicketingApp app)
    {
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show);
        return show;
    }

    private static Task<BrowserPage> ChooseAsync(Browser browser, Event show, string quantity, string code = "SPRING") =>
        browser.PostAsync(
            $"/events/{show.Slug}",
            new Dictionary<string, string> { [$"Quantities[{show.GetTicketTypeId("Standing")}]"] = quantity, ["PromoCode"] = code }
        );
}
