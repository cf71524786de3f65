using Ticketing.Features.Promotions;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Shop;

public sealed class PresaleJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fan_buys_in_the_presale_with_the_code(bool scripts)
    {
        var starts = App.Clock.GetUtcNow().AddDays(7);
        var show = await App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 100, type => type.SalesStartAt = starts));
        await App.AddCodeAsync(show, PromoCodeKind.Amount, 200, code => code.OpensPresale = true, "FANS");
        var fan = await ArriveAsync(scripts ? Device.Phone : Device.WithoutJavaScript);
        await fan.OpenAsync(show);
        await Expect(fan.QuantityInput("Standing")).ToHaveCountAsync(0);

        await fan.Page.Locator("summary", new() { HasText = "Promo code" }).ClickAsync();
        await fan.Page.GetByLabel("Promo code", new() { Exact = true }).FillAsync("fanz");
        await fan.PressAsync(fan.Button("Apply"));
        await Expect(fan.Page.Locator("#PromoCode-refusal")).ToHaveTextAsync("We don’t know this code. Check the spelling.");
        await fan.Page.GetByLabel("Promo code", new() { Exact = true }).FillAsync("fans");
        await fan.PressAsync(fan.Button("Apply"));
        await Expect(fan.Page.Locator("#PromoCode-applied")).ToHaveTextAsync("Code FANS applied");
        await fan.SavePictureAsync($"presale-{(scripts ? "with" : "without")}-scripts");

        await fan.QuantityInput("Standing").FillAsync("2");
        await fan.PressAsync(fan.Button("Continue"));
        await fan.WaitForPathAsync("/checkout/");
        await Expect(fan.Page.Locator(".prices")).ToContainTextAsync("Promo code FANS");
        await fan.FillInAsync();
        await fan.GoToPaymentAsync();
        await fan.PayInSandboxAsync();
        await fan.WaitForPathAsync("/orders/");
        await Expect(fan.Page.Locator(".prices")).ToContainTextAsync("−£4.00");
        await App.AssertInvariantsAsync();
    }
}
