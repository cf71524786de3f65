using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Shop;

public sealed class TicketPickerJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task The_share_button_shares_the_public_address_or_copies_it()
    {
        var show = await App.PublishEventAsync();
        var visitor = await ArriveAsync(Device.Phone);
        await visitor.Page.AddInitScriptAsync("navigator.share = async data => { document.body.dataset.given = data.url; };");
        await visitor.OpenAsync($"/events/{show.Slug}?utm_source=x");
        var address = (await visitor.Page.Locator("link[rel=canonical]").GetAttributeAsync("href"))!;
        Assert.EndsWith($"/events/{show.Slug}", address, StringComparison.Ordinal);
        await visitor.PressAsync(visitor.Button("Share this show"));
        await Expect(visitor.Page.Locator("body")).ToHaveAttributeAsync("data-given", address);

        await visitor.Page.EvaluateAsync(
            "() => { navigator.share = undefined; navigator.clipboard.writeText = async text => { document.body.dataset.copied = text; }; }"
        );
        await visitor.PressAsync(visitor.Button("Share this show"));
        await Expect(visitor.Page.Locator("body")).ToHaveAttributeAsync("data-copied", address);
        await Expect(visitor.Page.Locator("[data-shared]")).ToHaveTextAsync("Link copied.");
    }

    [Fact]
    public async Task Quantities_that_cannot_be_had_are_corrected_at_the_spot()
    {
        var show = await App.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, 100),
            new TicketTypeDraft("Balcony", 900, 3),
            new TicketTypeDraft("Table", 2400, 50, type => type.MinPerOrder = 4)
        );
        var visitor = await ArriveAsync(Device.Phone);
        await visitor.OpenAsync(show);
        await visitor.PressAsync(visitor.Button("Continue"));
        await Expect(visitor.Page.Locator("[data-nothing]")).ToHaveTextAsync("Choose at least one ticket.");
        await Expect(visitor.Page.Locator("[data-nothing]")).ToBeInViewportAsync();
        Assert.Equal($"/events/{show.Slug}", visitor.Path);

        foreach (
            var (category, typed, allowed, why) in new[]
            {
                ("Standing", "12", "10", "Max 10 per order"),
                ("Balcony", "5", "3", "Only 3 left"),
                ("Table", "2", "4", "Minimum 4 per order"),
                ("Table", "4.5", "4", "Enter a whole number, like 2."),
            }
        )
        {
            await visitor.QuantityInput(category).FillAsync(typed);
            await visitor.PressAsync(visitor.Button("Continue"));
            await Expect(visitor.QuantityInput(category)).ToHaveValueAsync(allowed);
            await Expect(visitor.TicketTypeItem(category).Locator(".error")).ToHaveTextAsync(why);
            await Expect(visitor.QuantityInput(category)).ToBeInViewportAsync();
            Assert.Equal($"/events/{show.Slug}", visitor.Path);
            await visitor.QuantityInput(category).FillAsync("0");
            await Expect(visitor.TicketTypeItem(category).Locator(".error")).ToHaveCountAsync(0);
        }

        await visitor.QuantityInput("Standing").FillAsync("12");
        await visitor.PressAsync(visitor.Button("Continue"));
        await Expect(visitor.QuantityInput("Standing")).ToHaveValueAsync("10");
        await visitor.GoToCheckoutAsync();
        await Expect(visitor.Page.Locator(".prices tbody")).ToContainTextAsync("10 × Standing");
    }

    [Fact]
    public async Task On_a_phone_the_total_stays_at_the_bottom_of_the_screen_and_hides_nothing()
    {
        var visitor = await ArriveAsync(Device.Phone);
        await visitor.OpenAsync(await App.PublishEventAsync());
        await visitor.ChooseAsync("Standing", 1);
        foreach (var top in new[] { 0, 100_000 })
        {
            await visitor.Page.EvaluateAsync("top => scrollTo(0, top)", top);
            var bar = (await visitor.Page.Locator(".picker .tear").BoundingBoxAsync())!;
            Assert.Equal(visitor.Device.Height, bar.Y + bar.Height, tolerance: 1.0);
        }

        var last = (await visitor.Page.Locator(".foot a").Last.BoundingBoxAsync())!;
        Assert.InRange(last.Y + last.Height, 0, (await visitor.Page.Locator(".picker .tear").BoundingBoxAsync())!.Y);
    }

    [Fact]
    public async Task On_a_phone_a_button_leads_to_the_picker_while_it_is_out_of_sight()
    {
        var show = await App.PublishEventAsync(
            e => e.Description = string.Join("\n\n", Enumerable.Repeat("Oud, upright bass and two drummers.", 60)),
            new TicketTypeDraft("Standing", 1400, 100),
            new TicketTypeDraft("Balcony", 900, 3)
        );
        var visitor = await ArriveAsync(Device.Phone);
        await visitor.OpenAsync(show);
        var jump = visitor.Page.Locator("[data-jump] a");
        await visitor.Page.EvaluateAsync("scrollTo(0, 100_000)");
        await Expect(jump).ToHaveTextAsync("Get tickets · from £9.75");
        await Expect(jump).ToBeInViewportAsync();
        var last = (await visitor.Page.Locator(".foot a").Last.BoundingBoxAsync())!;
        Assert.InRange(last.Y + last.Height, 0, (await jump.BoundingBoxAsync())!.Y);

        await visitor.PressAsync(jump);
        await Expect(visitor.Page.Locator(".picker h2")).ToBeInViewportAsync();
        await Expect(jump).ToBeHiddenAsync();
        await visitor.ChooseAsync("Balcony", 1);
        await visitor.Page.EvaluateAsync("scrollTo(0, 100_000)");
        await Expect(visitor.Page.Locator(".picker .tear")).ToBeInViewportAsync();
        await Expect(visitor.Page.Locator("[data-jump]")).Not.ToHaveAttributeAsync("hidden", "");
        await Expect(jump).ToBeHiddenAsync();
    }
}
