using Ticketing.Features.Holds;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Tests.Support.Actions;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.PageStates;

/// <summary>Orders whose payment is missing, under way or too late, and free ones that must be confirmed.</summary>
internal static class UnpaidOrderStates
{
    public static readonly IReadOnlyDictionary<string, PageState> All = new Dictionary<string, PageState>
    {
        ["order, being confirmed"] = stage => ConfirmingAsync(stage, ""),
        ["order, being confirmed for long"] = stage => ConfirmingAsync(stage, "?look=20"),
        ["order, processed by a bank"] = ProcessingAsync,
        ["order, paid too late"] = PaidTooLateAsync,
        ["order, not paid"] = async stage =>
        {
            var (order, page) = await stage.OrderAsync();
            await stage.App.SetSandboxOutcomeAsync(page, SandboxStatus.Cancelled);
            await stage.OpenAsync($"/orders/{order.Reference}");
        },
        ["order, ended"] = LapsedAsync,
        ["free order, to be confirmed"] = UnconfirmedAsync,
        ["free order, opened by its link"] = async stage =>
        {
            await UnconfirmedAsync(stage);
            var order = (await stage.App.FindOrderAsync(stage.Visitor.Path.Split('/').SkipWhile(part => part != "orders").ElementAt(1)))!;
            await stage.OpenAsync((await stage.App.CreateOrderLinkAsync(order)).Replace("?", "/confirm?", StringComparison.Ordinal));
        },
        ["free order, its page before it is confirmed"] = async stage =>
        {
            await UnconfirmedAsync(stage);
            await stage.OpenAsync(stage.Visitor.Path.Replace("/confirm", "", StringComparison.Ordinal));
            await Expect(stage.Visitor.Page.Locator(".facts")).ToBeVisibleAsync();
        },
    };

    // Remove the Refresh header so that the page stays put during the checks.
    private static async Task ConfirmingAsync(PageStateContext stage, string query)
    {
        var (order, _) = await stage.OrderAsync();
        await stage.Visitor.Page.RouteAsync(
            "**/orders/*",
            async route =>
            {
                var answer = await route.FetchAsync();
                await route.FulfillAsync(new() { Response = answer, Headers = answer.Headers.Where(header => header.Key != "refresh") });
            }
        );
        await stage.OpenAsync($"/orders/{order.Reference}{query}");
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["We’re confirming your payment"]);
    }

    private static async Task ProcessingAsync(PageStateContext stage)
    {
        var bank = new FaultyProviderApp();
        stage.MoveTo(bank);
        var (order, _) = await stage.OrderAsync();
        bank.State = new SessionState.Processing();
        await stage.OpenAsync($"/orders/{order.Reference}");
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["Your bank is processing your payment"]);
    }

    private static async Task PaidTooLateAsync(PageStateContext stage)
    {
        var show = await stage.App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1));
        await stage.OpenAsync($"/checkout/{await stage.App.PlaceHoldAsync(show, "Standing", 1)}");
        await stage.Visitor.FillInAsync();
        await stage.Visitor.GoToPaymentAsync();
        var page = new StartOutcome.Redirect(stage.Visitor.Path);
        await stage.Visitor.Page.GoBackAsync();
        var hold = await stage.FindHoldAsync();
        await stage.App.UseAsync<TicketHolds>(holds => holds.EndPaymentAsync(hold.Id, default));
        await stage.App.UseAsync<TicketHolds, bool>(holds => holds.ReleaseAsync(hold.Id, default));
        await stage.App.BuyAsync(show, "Standing", 1);
        await stage.App.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        var order = await stage.App.FindOrderByHoldAsync(hold.Code);
        await stage.OpenAsync($"/orders/{order!.Reference}");
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["Your payment arrived too late"]);
    }

    private static async Task LapsedAsync(PageStateContext stage)
    {
        var (order, page) = await stage.OrderAsync();
        await stage.App.SetSandboxOutcomeAsync(page, SandboxStatus.Cancelled);
        await stage.OpenAsync($"/orders/{order.Reference}");
        stage.App.Clock.Advance(TimeSpan.FromMinutes(31));
        await stage.App.RunJobAsync<HoldExpiryJob>();
        await stage.App.RunJobAsync<OrderExpiryJob>();
        await stage.Visitor.Page.ReloadAsync();
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["This order has expired"]);
    }

    private static async Task UnconfirmedAsync(PageStateContext stage)
    {
        await stage.Visitor.HoldAsync(
            await stage.App.PublishEventAsync(e => e.ConfirmFreeByEmail = true, new TicketTypeDraft("Entry", 0, 10)),
            "Entry"
        );
        await stage.Visitor.FillInAsync(email: $"ada-{Guid.NewGuid():N}@example.com");
        await stage.Visitor.PressAsync(stage.Visitor.PayButton());
        await stage.Visitor.WaitForPathAsync("/confirm");
    }
}
