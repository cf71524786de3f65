using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Tests.Features.Rescheduling;
using Ticketing.Tests.Support.Actions;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys;

internal static class ShopPageStates
{
    public static readonly IReadOnlyDictionary<string, Func<PageStateContext, Task>> All = new Dictionary<
        string,
        Func<PageStateContext, Task>
    >
    {
        ["home"] = stage => PublishedAsync(stage, "/"),
        ["search"] = stage => PublishedAsync(stage, "/?q=quartet"),
        ["search without result"] = stage => PublishedAsync(stage, "/?q=zzzzz"),
        ["past"] = stage => PastAsync(stage, "/past"),
        ["event"] = stage => stage.OpenShowAsync(),
        ["event, sold out"] = SoldOutAsync,
        ["event, cancelled"] = stage => stage.OpenShowAsync(EventStatus.Cancelled),
        ["event, postponed"] = stage => stage.OpenShowAsync(EventStatus.Postponed),
        ["event, not on sale yet"] = stage =>
            stage.OpenShowAsync(
                null,
                new TicketTypeDraft("Standing", 1400, 100, type => type.SalesStartAt = stage.App.Clock.GetUtcNow().AddDays(5))
            ),
        ["reminder, asked for"] = ReminderAsync,
        ["reminder, with an error"] = async stage =>
        {
            await stage.OpenShowAsync(EventStatus.Postponed);
            await stage.OpenAsync($"{stage.Visitor.Path}/remind");
            await stage.SubmitAsync(T["Remind me"], 422);
        },
        ["reminder, ended"] = async stage =>
        {
            await stage.OpenShowAsync();
            await stage.OpenAsync($"{stage.Visitor.Path}/reminder");
        },
        ["event, past"] = stage =>
            stage.OpenShowAsync(show => (show.StartsAt, show.DoorsAt) = (stage.App.Clock.GetUtcNow().AddDays(-9), null)),
        ["event, every kind of offer"] = OffersAsync,
        ["event, chosen"] = async stage =>
        {
            await stage.OpenShowAsync();
            await stage.Visitor.ChooseAsync("Standing", 2);
        },
        ["event, refused"] = RefusedAsync,
        ["checkout"] = stage => stage.OpenCheckoutAsync(),
        ["checkout, with errors"] = async stage =>
        {
            await stage.OpenCheckoutAsync();
            await stage.SubmitAsync(T["Pay {0}", "£30.00"], 422);
        },
        ["checkout, address doubted"] = DoubtedAsync,
        ["checkout, declined"] = async stage =>
        {
            await stage.OpenSandboxAsync();
            await stage.Visitor.PressAsync(stage.Visitor.Button(T["Decline"]));
            await stage.Visitor.WaitForPathAsync("/checkout/");
        },
        ["checkout, payment page open"] = async stage =>
        {
            await stage.OpenSandboxAsync();
            await stage.Visitor.Page.GoBackAsync();
            await stage.Visitor.Page.ReloadAsync();
        },
        ["checkout, run out before one's eyes"] = RunOutAsync,
        ["checkout, ended"] = EndedAsync,
        ["checkout, tickets changed since"] = async stage =>
        {
            var show = await stage.App.PublishEventAsync();
            await stage.Visitor.HoldAsync(show);
            var earlier = stage.Visitor.Path;
            await stage.Visitor.HoldAsync(show, quantity: 2);
            await stage.OpenAsync(earlier);
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["You’ve changed your tickets"]);
        },
        ["event, tickets to change"] = async stage =>
        {
            await stage.Visitor.HoldAsync(await stage.App.PublishEventAsync());
            await stage.Visitor.PressAsync(stage.Visitor.Link(T["Change tickets"]));
            await stage.Visitor.WaitForPathAsync("/change");
        },
        ["basket"] = async stage =>
        {
            await stage.Visitor.HoldAsync(await stage.App.PublishEventAsync());
            await stage.OpenAsync("/basket");
            await Expect(stage.Visitor.Link(T["Check out"])).ToBeVisibleAsync();
        },
        ["basket, empty"] = stage => stage.OpenAsync("/basket"),
        ["sandbox"] = stage => stage.OpenSandboxAsync(),
        ["sandbox, closed"] = async stage =>
        {
            var (_, page) = await stage.OrderAsync();
            await stage.App.SetSandboxOutcomeAsync(page, SandboxStatus.Declined);
            await stage.OpenAsync(page.PageUrl);
        },
        ["order"] = stage => stage.OpenOrderAsync(),
        ["order of a cancelled event"] = stage => CalledOffAsync(stage, EventStatus.Cancelled),
        ["order of a postponed event"] = stage => CalledOffAsync(stage, EventStatus.Postponed),
        ["order, tickets can be returned"] = stage => ReturnableAsync(stage),
        ["order, tickets to return"] = stage => ReturnableAsync(stage, "/refund"),
        ["order, partly refunded"] = stage => RefundedAsync(stage, 1),
        ["order, refunded"] = stage => RefundedAsync(stage),
        ["order, resending refused"] = ResendRefusedAsync,
        ["order, code to change the address"] = EmailCodeAsync,
        ["order, change of the address undone too late"] = stage => stage.OpenAsync("/orders/BCDF-2345/undo-email?token=old"),
        ["free order, to be confirmed"] = UnconfirmedAsync,
        ["free order, opened by its link"] = async stage =>
        {
            await UnconfirmedAsync(stage);
            var order = (await stage.App.FindOrderAsync(stage.Visitor.Path.Split('/').SkipWhile(part => part != "orders").ElementAt(1)))!;
            await stage.OpenAsync((await stage.App.CreateOrderLinkAsync(order)).Replace("?", "/confirm?", StringComparison.Ordinal));
        },
        ["event, many tickets held from the network"] = ChallengedAsync,
        ["order, being confirmed"] = ConfirmingAsync,
        ["order, not paid"] = async stage =>
        {
            var (order, page) = await stage.OrderAsync();
            await stage.App.SetSandboxOutcomeAsync(page, SandboxStatus.Cancelled);
            await stage.OpenAsync($"/orders/{order.Reference}");
        },
        ["order, ended"] = LapsedAsync,
        ["order of someone else"] = stage => stage.OpenAsync("/orders/BCDF-2345"),
        ["order, opened by a link that has ended"] = stage => stage.OpenAsync("/orders/BCDF-2345?token=old"),
        ["order, nothing to download"] = async stage =>
            await stage.OpenAsync($"/orders/{(await stage.OrderAsync()).Order.Reference}/tickets.pdf"),
        ["find"] = stage => stage.OpenAsync("/orders/find"),
        ["find, with an error"] = async stage =>
        {
            await stage.OpenAsync("/orders/find");
            await stage.SubmitAsync(T["Send me the links"], 422);
        },
        ["find, sent"] = FoundAsync,
        ["old link of a payment"] = stage => stage.OpenAsync("/payments/return/nothing"),
        ["terms"] = stage => stage.OpenAsync("/terms"),
        ["imprint"] = stage => stage.OpenAsync("/imprint"),
        ["privacy"] = stage => stage.OpenAsync("/privacy"),
        ["find us"] = stage => stage.OpenAsync("/find-us"),
        ["not found"] = stage => stage.OpenAsync("/no-such-page"),
    };

    private static async Task PublishedAsync(PageStateContext stage, string path)
    {
        await stage.App.PublishEventAsync();
        await stage.App.PublishEventAsync(show => show.StartsAt = show.StartsAt.AddDays(40));
        await stage.OpenAsync(path);
    }

    private static async Task PastAsync(PageStateContext stage, string path)
    {
        await stage.App.PublishEventAsync(show => (show.StartsAt, show.DoorsAt) = (stage.App.Clock.GetUtcNow().AddDays(-40), null));
        await stage.OpenAsync(path);
    }

    private static async Task SoldOutAsync(PageStateContext stage)
    {
        var show = await stage.App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2));
        await stage.App.BuyAsync(show, "Standing", 2);
        await stage.Visitor.OpenAsync(show);
    }

    private static Task OffersAsync(PageStateContext stage)
    {
        var now = stage.App.Clock.GetUtcNow();
        return stage.OpenShowAsync(
            null,
            new("Soon", 1400, 100, t => t.SalesStartAt = now.AddDays(1)),
            new("Early", 1400, 100, t => t.SalesEndAt = now.AddDays(-1)),
            new("Few", 1400, 5),
            new(
                "Pair",
                1400,
                100,
                t =>
                {
                    t.MinPerOrder = 2;
                    t.MaxPerOrder = 4;
                }
            ),
            new("Guests", 0, 10)
        );
    }

    private static async Task RefusedAsync(PageStateContext stage)
    {
        var show = await stage.App.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 3), new TicketTypeDraft("Seated", 2400, 50));
        await stage.Visitor.OpenAsync(show);
        await stage.Visitor.ChooseAsync("Standing", 3);
        await stage.App.PlaceHoldAsync(show, "Standing", 2);
        await stage.SubmitAsync(T["Continue"], 409);
    }

    private static async Task DoubtedAsync(PageStateContext stage)
    {
        await stage.OpenCheckoutAsync();
        await stage.Visitor.FillInAsync(email: "ada@gmial.com");
        await stage.SubmitAsync(T["Pay {0}", "£30.00"], 422);
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

    private static async Task RefundedAsync(PageStateContext stage, params int[] tickets)
    {
        var order = await stage.App.BuyAsync(await stage.App.PublishEventAsync(), "Seated", 2);
        await stage.App.StartRefundAsync(order, tickets);
        await stage.App.RunJobAsync<RefundJob>();
        await stage.OpenAsync(await stage.App.CreateOrderLinkAsync(order));
    }

    private static async Task CalledOffAsync(PageStateContext stage, EventStatus status)
    {
        var show = await stage.App.PublishEventAsync();
        var order = await stage.App.BuyAsync(show, "Seated", 2);
        await stage.App.SetStatusAsync(show, status);
        await stage.OpenAsync(await stage.App.CreateOrderLinkAsync(order));
    }

    private static async Task ReturnableAsync(PageStateContext stage, string below = "")
    {
        var show = await stage.App.PublishShowAsync();
        var order = await stage.App.BuyAsync(show, "Seated", 2);
        await stage.App.MoveByDaysAsync(show, 7, stage.App.OfferRefunds(days: 3));
        await stage.OpenAsync(await stage.App.CreateOrderLinkAsync(order));
        await Expect(stage.Visitor.Link(T["Return tickets"])).ToBeVisibleAsync();
        if (below.Length > 0)
        {
            await stage.OpenAsync($"/orders/{order.Reference}{below}");
            await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["Return your tickets?"]);
        }
    }

    private static async Task ReminderAsync(PageStateContext stage)
    {
        await stage.OpenShowAsync(EventStatus.Postponed);
        await stage.Visitor.Page.Locator("#remind-email").FillAsync($"ada-{Guid.NewGuid():N}@example.com");
        await stage.Visitor.PressAsync(stage.Visitor.Button(T["Remind me"]));
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["Check your inbox"]);
    }

    private static async Task ResendRefusedAsync(PageStateContext stage)
    {
        await stage.OpenOrderAsync();
        await stage.Visitor.Page.Locator("summary").ClickAsync();
        await stage.Visitor.Page.GetByLabel(T["Email"], new() { Exact = true }).FillAsync("ada@");
        await stage.SubmitAsync(T["Resend tickets"], 422);
    }

    private static async Task EmailCodeAsync(PageStateContext stage)
    {
        await stage.OpenOrderAsync();
        stage.App.Clock.Advance(TimeSpan.FromDays(1));
        await stage.Visitor.Page.Locator("summary").ClickAsync();
        await stage.Visitor.Page.GetByLabel(T["Email"], new() { Exact = true }).FillAsync("grace@example.com");
        await stage.SubmitAsync(T["Resend tickets"], 422);
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

    private static async Task ChallengedAsync(PageStateContext stage)
    {
        var show = await stage.App.PublishEventAsync();
        await stage.Visitor.HoldAsync(show);
        var hold = await stage.App.UseAsync<TicketHolds, Hold?>(holds => holds.FindAsync(stage.Visitor.LastPathSegment(), default));
        var issued = stage.App.Services.GetRequiredService<ChallengeTokens>().Issue(show.Id, hold!.BrowserKey, bits: 0);
        await stage.OpenAsync($"/events/{show.Slug}/continue?Challenge={issued.Token}&Quantities[{show.TicketTypes[0].Id}]=2");
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["One moment, please"]);
    }

    // Remove the Refresh header so that the page stays put during the checks.
    private static async Task ConfirmingAsync(PageStateContext stage)
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
        await stage.OpenAsync($"/orders/{order.Reference}");
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["We’re confirming your payment"]);
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

    private static async Task FoundAsync(PageStateContext stage)
    {
        await stage.OpenAsync("/orders/find");
        await stage.Visitor.Page.GetByLabel(T["Email"], new() { Exact = true }).FillAsync("ada@example.com");
        await stage.Visitor.PressAsync(stage.Visitor.Button(T["Send me the links"]));
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["Check your inbox"]);
    }
}
