using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Tests.Support.Actions;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.PageStates;

internal static class CheckoutPageStates
{
    public static readonly IReadOnlyDictionary<string, PageState> All = new Dictionary<string, PageState>
    {
        ["checkout"] = stage => stage.OpenCheckoutAsync(),
        ["checkout, free"] = stage => stage.OpenFreeCheckoutAsync(),
        ["checkout, with errors"] = async stage =>
        {
            await stage.OpenCheckoutAsync();
            await stage.SubmitAsync(stage.Visitor.PayButton(), 422);
        },
        ["checkout, with errors of a company"] = CompanyRefusedAsync,
        ["checkout, address doubted"] = DoubtedAsync,
        ["checkout, run out before one's eyes"] = RunOutAsync,
        ["checkout, ended"] = EndedAsync,
        ["checkout, released"] = async stage =>
        {
            await stage.OpenCheckoutAsync();
            var checkout = stage.Visitor.Path;
            await stage.Visitor.PressAsync(stage.Visitor.Button(T["Release tickets"]));
            await stage.Visitor.WaitForPathAsync("/events/");
            await stage.OpenAsync(checkout);
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["You’ve released these tickets"]);
        },
        ["checkout, tickets changed since"] = async stage =>
        {
            var show = await stage.App.PublishEventAsync();
            await stage.Visitor.HoldAsync(show);
            var earlier = stage.Visitor.Path;
            await stage.Visitor.HoldAsync(show, quantity: 2);
            await stage.OpenAsync(earlier);
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["You’ve changed your tickets"]);
        },
        ["checkout, with a code"] = async stage =>
        {
            var show = await stage.App.PublishEventAsync();
            await stage.App.AddCodeAsync(show);
            await stage.OpenAsync($"/events/{show.Slug}?code=SPRING");
            await stage.Visitor.QuantityInput("Standing").FillAsync("2");
            await stage.Visitor.PressAsync(stage.Visitor.Button(T["Continue"]));
            await stage.Visitor.WaitForPathAsync("/checkout/");
        },
        ["basket"] = async stage =>
        {
            await stage.Visitor.HoldAsync(await stage.App.PublishEventAsync());
            await stage.OpenAsync("/basket");
            await Expect(stage.Visitor.Link(T["Check out"])).ToBeVisibleAsync();
        },
        ["basket, payment in progress"] = async stage =>
        {
            await PayingAsync(stage);
            await stage.OpenAsync("/basket");
            await Expect(stage.Visitor.Link(T["Back to payment"])).ToBeVisibleAsync();
        },
        ["basket, empty"] = stage => stage.OpenAsync("/basket"),
        ["basket bar"] = async stage =>
        {
            await stage.Visitor.HoldAsync(await stage.App.PublishEventAsync(), quantity: 2);
            await OpenWithBarAsync(stage);
        },
        ["basket bar, payment in progress"] = async stage =>
        {
            await PayingAsync(stage);
            await stage.Visitor.HoldAsync(await stage.App.PublishEventAsync());
            await OpenWithBarAsync(stage);
            await Expect(stage.Visitor.Page.Locator(".basket li > span").First).ToHaveTextAsync(T["Payment in progress"]);
        },
        ["sandbox"] = stage => stage.OpenSandboxAsync(),
        ["sandbox, closed"] = async stage =>
        {
            var (_, page) = await stage.OrderAsync();
            await stage.App.SetSandboxOutcomeAsync(page, SandboxStatus.Declined);
            await stage.OpenAsync(page.PageUrl);
        },
    };

    private static async Task CompanyRefusedAsync(PageStateContext stage)
    {
        await stage.OpenCheckoutAsync();
        await stage.Visitor.FillInAsync();
        await stage.Visitor.Page.Locator(".company summary").ClickAsync();
        await stage.Visitor.Page.GetByLabel(T["VAT number (optional)"], new() { Exact = true }).FillAsync("0");
        await stage.SubmitAsync(stage.Visitor.PayButton(), 422);
        await Expect(stage.Visitor.Page.Locator("#CompanyTaxNumber-error")).ToBeVisibleAsync();
    }

    private static async Task DoubtedAsync(PageStateContext stage)
    {
        await stage.OpenCheckoutAsync();
        await stage.Visitor.FillInAsync(email: "ada@gmial.com");
        await stage.SubmitAsync(stage.Visitor.PayButton(), 422);
        await Expect(stage.Visitor.Page.Locator("#typo")).ToBeFocusedAsync();
    }

    private static async Task RunOutAsync(PageStateContext stage)
    {
        await stage.Visitor.Page.Clock.InstallAsync();
        await stage.OpenCheckoutAsync();
        await stage.Visitor.Page.Clock.FastForwardAsync("10:01");
        await Expect(stage.Visitor.Page.Locator("[data-over]")).ToBeVisibleAsync();
    }

    private static async Task EndedAsync(PageStateContext stage)
    {
        await stage.OpenCheckoutAsync();
        stage.App.Clock.Advance(TimeSpan.FromMinutes(10));
        await stage.Visitor.Page.ReloadAsync();
    }

    private static async Task PayingAsync(PageStateContext stage)
    {
        await stage.Visitor.HoldAsync(await stage.App.PublishEventAsync());
        await stage.Visitor.FillInAsync();
        await stage.Visitor.GoToPaymentAsync();
    }

    private static async Task OpenWithBarAsync(PageStateContext stage)
    {
        await stage.OpenAsync("/terms");
        await Expect(stage.Visitor.Page.Locator(".basket li").First).ToBeVisibleAsync();
    }
}
