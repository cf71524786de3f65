using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

public sealed class PromoCodePageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    [Theory, OnEitherDatabase]
    public async Task A_link_with_a_code_shows_the_price_that_is_charged(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show);
        using var buyer = app.NewBrowser();
        var page = await buyer.OpenAsync($"/events/{show.Slug}?code=spring");
        Assert.Equal(["£15.00", "£25.50"], page.Document.QuerySelectorAll(".price s").Select(price => price.TextContent.Split(' ')[^1]));
        Assert.Equal(["£13.53", "£22.98"], page.Document.QuerySelectorAll(".price b").Select(price => price.TextContent));
        Assert.Equal("SPRING", page.Document.QuerySelector("#PromoCode")!.GetAttribute("value"));

        var checkout = await page.SubmitAsync("form.picker", new Dictionary<string, string> { [Field(show)] = "2" });
        Assert.Equal(
            ["£28.00", "−£2.80", "£1.86", "£27.06"],
            checkout.Document.QuerySelectorAll(".prices td.amount").Select(cell => cell.TextContent.Trim())
        );
        var basket = await buyer.OpenAsync("/basket");
        Assert.Contains("Promo code SPRING", basket.Text, StringComparison.Ordinal);

        var order = await (await checkout.SubmitBuyerAsync()).PayAsync("paid");
        Assert.Contains("Promo code SPRING", order.Text, StringComparison.Ordinal);
        Assert.Contains("£27.06", order.Text, StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task The_code_is_applied_without_JavaScript_and_keeps_the_choice(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show, PromoCodeKind.FixedPrice, 1000);
        using var buyer = app.NewBrowser();
        var page = await buyer.OpenAsync($"/events/{show.Slug}");
        var apply = page.Document.QuerySelector("button[data-apply]")!.GetAttribute("formaction")!;
        var applied = await buyer.PostAsync(apply.Split('#')[0], Form(show, "2", "spring"));
        applied.ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(["£10.80", "£10.80"], applied.Document.QuerySelectorAll(".price b").Select(price => price.TextContent));
        Assert.Equal("2", applied.Document.QuerySelector($"[name='{Field(show)}']")!.GetAttribute("value"));
        Assert.Contains("Code SPRING applied", applied.Document.QuerySelector("#PromoCode-applied")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refused_code_is_explained_at_the_field_and_holds_nothing(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show, change: code => code.EndsAt = app.Clock.GetUtcNow());
        using var buyer = app.NewBrowser();
        foreach (var (typed, says) in new[] { ("NOBODY", "don’t know this code"), ("spring", "has expired") })
        {
            var page = await buyer.PostAsync($"/events/{show.Slug}", Form(show, "2", typed));
            page.ExpectStatus(HttpStatusCode.Conflict);
            Assert.Contains(says, page.Document.QuerySelector("#PromoCode-refusal")!.TextContent, StringComparison.Ordinal);
            Assert.Contains(says, page.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(typed, page.Document.QuerySelector("#PromoCode")!.GetAttribute("value"));
            Assert.Equal("2", page.Document.QuerySelector($"[name='{Field(show)}']")!.GetAttribute("value"));
        }

        Assert.Equal((0, 0), await app.GetStockAsync(show));
        Assert.StartsWith(
            "/checkout/",
            (await buyer.PostAsync($"/events/{show.Slug}", Form(show, "2", ""))).Path,
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_code_for_fewer_tickets_shows_the_price_that_those_will_cost(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show, change: code => code.MaxTickets = 1);
        using var buyer = app.NewBrowser();
        var refused = await buyer.PostAsync($"/events/{show.Slug}", Form(show, "2", "spring"));
        refused.ExpectStatus(HttpStatusCode.Conflict);
        Assert.Contains("1 more ticket", refused.Document.QuerySelector("#PromoCode-refusal")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("£13.53", refused.Document.QuerySelector(".price b")!.TextContent);
        var checkout = await refused.SubmitAsync("form.picker", new Dictionary<string, string> { [Field(show)] = "1" });
        Assert.Contains("£13.53", checkout.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Search_engines_get_the_page_without_codes(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show);
        using var robot = app.NewBrowser();
        var pages = new[] { await robot.OpenAsync($"/events/{show.Slug}"), await robot.OpenAsync($"/events/{show.Slug}?code=SPRING") };
        Assert.Equal([true, false], pages.Select(page => page.Document.QuerySelector("script[type='application/ld+json']") is not null));
        Assert.Equal([false, true], pages.Select(page => page.Document.QuerySelector("meta[name=robots]") is not null));
    }

    [Theory, OnEitherDatabase]
    public async Task Prices_of_another_code_are_shown_before_they_are_charged(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show);
        using var buyer = app.NewBrowser();
        var page = await buyer.OpenAsync($"/events/{show.Slug}?code=spring");
        var without = await page.SubmitAsync("form.picker", Form(show, "2", ""));
        Assert.Equal("£15.00", without.Document.QuerySelector(".price b")!.TextContent);
        Assert.Equal("2", without.Document.QuerySelector($"[name='{Field(show)}']")!.GetAttribute("value"));
        Assert.Equal((0, 0), await app.GetStockAsync(show));
        Assert.Contains("£30.00", (await without.SubmitAsync("form.picker")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_code_alone_is_applied(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show);
        using var buyer = app.NewBrowser();
        var page = await buyer.OpenAsync($"/events/{show.Slug}");
        var applied = await page.SubmitAsync("form.picker", new Dictionary<string, string> { ["PromoCode"] = "spring" });
        applied.ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("£13.53", applied.Document.QuerySelector(".price b")!.TextContent);
    }

    [Theory, OnEitherDatabase]
    public async Task Only_events_with_codes_ask_for_one(DatabaseProvider database)
    {
        var app = venues.On(database);
        var (with, without) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        await app.AddCodeAsync(with);
        using var buyer = app.NewBrowser();
        Assert.NotNull((await buyer.OpenAsync($"/events/{with.Slug}")).Document.QuerySelector("#PromoCode"));
        Assert.Null((await buyer.OpenAsync($"/events/{without.Slug}")).Document.QuerySelector("#PromoCode"));
        await buyer.PostAsync($"/events/{without.Slug}", Form(without, "1", ""));
        var change = await buyer.OpenAsync($"/events/{without.Slug}/change");
        Assert.NotNull(change.Document.QuerySelector(".picker"));
        Assert.Null(change.Document.QuerySelector("#PromoCode"));
    }

    [Theory, OnEitherDatabase]
    public async Task Changed_tickets_keep_the_code_even_if_it_is_used_up(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show, change: code => code.MaxTickets = 2);
        using var buyer = app.NewBrowser();
        await buyer.PostAsync($"/events/{show.Slug}", Form(show, "2", "spring"));
        var change = await buyer.OpenAsync($"/events/{show.Slug}/change");
        Assert.Equal("SPRING", change.Document.QuerySelector("#PromoCode")!.GetAttribute("value"));
        Assert.Equal("£13.53", change.Document.QuerySelector(".price b")!.TextContent);
        var checkout = await change.SubmitAsync("form.picker", new Dictionary<string, string> { [Field(show)] = "1" });
        Assert.Contains("£13.53", checkout.Text, StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    private static string Field(Event show) => $"Quantities[{show.GetTicketTypeId("Standing")}]";

    private static Dictionary<string, string> Form(Event show, string quantity, string code) =>
        new() { [Field(show)] = quantity, ["PromoCode"] = code };
}
