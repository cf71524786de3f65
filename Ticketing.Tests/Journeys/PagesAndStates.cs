using Microsoft.Playwright;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Refunds;
using Ticketing.Payments.Sandbox;
using Ticketing.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys;

internal sealed record Stage(ListeningApp App, Visitor Visitor)
{
    public Task OpenAsync(string path) => Visitor.OpenAsync(path);

    public async Task OpenShowAsync(Action<Event>? change = null, params TypeDraft[] types) =>
        await Visitor.OpenAsync(await App.PublishAsync(change ?? (_ => { }), types));

    public async Task OpenCheckoutAsync() =>
        await OpenAsync($"/checkout/{await App.HeldAsync(await App.PublishAsync(), "Standing", 2)}");

    public async Task OpenSandboxAsync()
    {
        await OpenCheckoutAsync();
        await Visitor.FillInAsync();
        await Visitor.GoToPaymentAsync();
    }

    public async Task OpenOrderAsync(string below = "")
    {
        var order = await App.BuyAsync(await App.PublishAsync(), "Seated", 2);
        await OpenAsync(await App.LinkAsync(order));
        if (below.Length > 0)
        {
            await OpenAsync($"/orders/{order.Reference}{below}");
        }
    }

    public async Task<(Order Order, StartOutcome.PayAt Page)> OrderAsync()
    {
        await OpenSandboxAsync();
        var page = new StartOutcome.PayAt(Visitor.Path);
        await Visitor.Page.GoBackAsync();
        return ((await App.OrderOfAsync(Visitor.Code()))!, page);
    }

    public async Task SubmitAsync(string button, int status)
    {
        await Visitor.Page.EvaluateAsync("document.documentElement.dataset.old = 'yes'");
        var answer = await Visitor.Page.RunAndWaitForResponseAsync(
            () => Visitor.PressAsync(Visitor.Button(button)), response => response.Request.Method == "POST");
        Xunit.Assert.Equal(status, answer.Status);
        await Expect(Visitor.Page.Locator("html[data-old]")).ToHaveCountAsync(0);
        await Visitor.Page.WaitForLoadStateAsync(LoadState.Load);
    }
}

internal static class PagesAndStates
{
    public static readonly IReadOnlyDictionary<string, Func<Stage, Task>> All = new Dictionary<string, Func<Stage, Task>>
    {
        ["home"] = stage => PublishedAsync(stage, "/"),
        ["search"] = stage => PublishedAsync(stage, "/?q=quartet"),
        ["search without result"] = stage => PublishedAsync(stage, "/?q=zzzzz"),
        ["past"] = stage => PastAsync(stage, "/past"),
        ["event"] = stage => stage.OpenShowAsync(),
        ["event, sold out"] = SoldOutAsync,
        ["event, cancelled"] = stage => stage.OpenShowAsync(show => show.Cancel()),
        ["event, postponed"] = stage => stage.OpenShowAsync(show => show.Postpone()),
        ["event, past"] = stage => stage.OpenShowAsync(show => (show.StartsAt, show.DoorsAt) = (stage.App.Clock.GetUtcNow().AddDays(-9), null)),
        ["event, every kind of offer"] = OffersAsync,
        ["event, chosen"] = async stage => { await stage.OpenShowAsync(); await stage.Visitor.ChooseAsync("Standing", 2); },
        ["event, refused"] = RefusedAsync,
        ["checkout"] = stage => stage.OpenCheckoutAsync(),
        ["checkout, with errors"] = async stage => { await stage.OpenCheckoutAsync(); await stage.SubmitAsync("Pay £30.00", 422); },
        ["checkout, address doubted"] = DoubtedAsync,
        ["checkout, declined"] = async stage => { await stage.OpenSandboxAsync(); await stage.Visitor.PressAsync(stage.Visitor.Button("Let the bank decline")); await stage.Visitor.ReachAsync("/checkout/"); },
        ["checkout, payment page open"] = async stage => { await stage.OpenSandboxAsync(); await stage.Visitor.Page.GoBackAsync(); await stage.Visitor.Page.ReloadAsync(); },
        ["checkout, run out before one's eyes"] = RunOutAsync,
        ["checkout, ended"] = EndedAsync,
        ["sandbox"] = stage => stage.OpenSandboxAsync(),
        ["sandbox, closed"] = async stage => { var (_, page) = await stage.OrderAsync(); await stage.App.ChooseAsync(page, SandboxStatus.Declined); await stage.OpenAsync(page.PageUrl); },
        ["order"] = stage => stage.OpenOrderAsync(),
        ["order, partly refunded"] = stage => RefundedAsync(stage, 1),
        ["order, refunded"] = stage => RefundedAsync(stage),
        ["order, resending refused"] = ResendRefusedAsync,
        ["order, being confirmed"] = ConfirmingAsync,
        ["order, not paid"] = async stage => { var (order, page) = await stage.OrderAsync(); await stage.App.ChooseAsync(page, SandboxStatus.Cancelled); await stage.OpenAsync($"/orders/{order.Reference}"); },
        ["order, ended"] = LapsedAsync,
        ["order of someone else"] = stage => stage.OpenAsync("/orders/BCDF-2345"),
        ["order, nothing to download"] = async stage => await stage.OpenAsync($"/orders/{(await stage.OrderAsync()).Order.Reference}/tickets.pdf"),
        ["find"] = stage => stage.OpenAsync("/orders/find"),
        ["find, with an error"] = async stage => { await stage.OpenAsync("/orders/find"); await stage.SubmitAsync("Send me the links", 422); },
        ["find, sent"] = FoundAsync,
        ["old link of a payment"] = stage => stage.OpenAsync("/payments/return/nothing"),
        ["terms"] = stage => stage.OpenAsync("/terms"),
        ["privacy"] = stage => stage.OpenAsync("/privacy"),
        ["find us"] = stage => stage.OpenAsync("/find-us"),
        ["not found"] = stage => stage.OpenAsync("/no-such-page"),
    };

    private static async Task PublishedAsync(Stage stage, string path)
    {
        await stage.App.PublishAsync();
        await stage.App.PublishAsync(show => show.StartsAt = show.StartsAt.AddDays(40));
        await stage.OpenAsync(path);
    }

    private static async Task PastAsync(Stage stage, string path)
    {
        await stage.App.PublishAsync(show => (show.StartsAt, show.DoorsAt) = (stage.App.Clock.GetUtcNow().AddDays(-40), null));
        await stage.OpenAsync(path);
    }

    private static async Task SoldOutAsync(Stage stage)
    {
        var show = await stage.App.PublishAsync(new TypeDraft("Standing", 1400, 2));
        await stage.App.BuyAsync(show, "Standing", 2);
        await stage.Visitor.OpenAsync(show);
    }

    private static Task OffersAsync(Stage stage)
    {
        var now = stage.App.Clock.GetUtcNow();
        return stage.OpenShowAsync(
            null, new("Soon", 1400, 100, t => t.SalesStartAt = now.AddDays(1)), new("Early", 1400, 100, t => t.SalesEndAt = now.AddDays(-1)),
            new("Few", 1400, 5), new("Pair", 1400, 100, t => { t.MinPerOrder = 2; t.MaxPerOrder = 4; }), new("Guests", 0, 10));
    }

    private static async Task RefusedAsync(Stage stage)
    {
        var show = await stage.App.PublishAsync(new TypeDraft("Standing", 1400, 3), new TypeDraft("Seated", 2400, 50));
        await stage.Visitor.OpenAsync(show);
        await stage.Visitor.ChooseAsync("Standing", 3);
        await stage.App.HeldAsync(show, "Standing", 2);
        await stage.SubmitAsync("Continue", 409);
    }

    private static async Task DoubtedAsync(Stage stage)
    {
        await stage.OpenCheckoutAsync();
        await stage.Visitor.FillInAsync(email: "ada@gmial.com");
        await stage.SubmitAsync("Pay £30.00", 422);
        await Expect(stage.Visitor.Page.Locator("#typo")).ToBeFocusedAsync();
    }

    private static async Task RunOutAsync(Stage stage)
    {
        await stage.Visitor.Page.Clock.InstallAsync();
        await stage.OpenCheckoutAsync();
        await stage.Visitor.Page.Clock.FastForwardAsync("10:01");
        await Expect(stage.Visitor.Page.Locator("[data-over]")).ToBeVisibleAsync();
    }

    private static async Task EndedAsync(Stage stage)
    {
        await stage.OpenCheckoutAsync();
        stage.App.Clock.Advance(TimeSpan.FromMinutes(10));
        await stage.Visitor.Page.ReloadAsync();
    }

    private static async Task RefundedAsync(Stage stage, params int[] tickets)
    {
        var order = await stage.App.BuyAsync(await stage.App.PublishAsync(), "Seated", 2);
        await stage.App.RefundedAsync(order, tickets);
        await stage.App.RunAsync<RefundPass>();
        await stage.OpenAsync(await stage.App.LinkAsync(order));
    }

    private static async Task ResendRefusedAsync(Stage stage)
    {
        await stage.OpenOrderAsync();
        await stage.Visitor.Page.Locator("summary").ClickAsync();
        await stage.Visitor.Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync("ada@");
        await stage.SubmitAsync("Send the tickets again", 422);
    }

    // Remove the Refresh header so that the page stays put during the checks.
    private static async Task ConfirmingAsync(Stage stage)
    {
        var (order, _) = await stage.OrderAsync();
        await stage.Visitor.Page.RouteAsync("**/orders/*", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Headers = answer.Headers.Where(header => header.Key != "refresh") });
        });
        await stage.OpenAsync($"/orders/{order.Reference}");
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync("We are confirming your payment");
    }

    private static async Task LapsedAsync(Stage stage)
    {
        var (order, page) = await stage.OrderAsync();
        await stage.App.ChooseAsync(page, SandboxStatus.Cancelled);
        await stage.OpenAsync($"/orders/{order.Reference}");
        stage.App.Clock.Advance(TimeSpan.FromMinutes(31));
        await stage.App.RunAsync<HoldExpiry>();
        await stage.App.RunAsync<OrderUpkeep>();
        await stage.Visitor.Page.ReloadAsync();
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync("This order has ended");
    }

    private static async Task FoundAsync(Stage stage)
    {
        await stage.OpenAsync("/orders/find");
        await stage.Visitor.Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync("ada@example.com");
        await stage.Visitor.PressAsync(stage.Visitor.Button("Send me the links"));
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync("Look into your mailbox");
    }
}
