using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using static Microsoft.Playwright.Assertions;
using static Ticketing.Infrastructure.Languages.Translation;

namespace Ticketing.Tests.Journeys.PageStates;

internal static class OrderPageStates
{
    public static readonly IReadOnlyDictionary<string, PageState> All = new Dictionary<string, PageState>
    {
        ["order"] = stage => stage.OpenOrderAsync(),
        ["order, free"] = FreeAsync,
        ["order of a company"] = CompanyAsync,
        ["order of a cancelled event"] = stage => CalledOffAsync(stage, EventStatus.Cancelled),
        ["order of a postponed event"] = stage => CalledOffAsync(stage, EventStatus.Postponed),
        ["order, suspended"] = stage => SuspendedAsync(stage, tickets: 2),
        ["order, partly suspended"] = stage => SuspendedAsync(stage, tickets: 1),
        ["order, refund in progress"] = async stage =>
        {
            var order = await stage.App.BuyAsync(await stage.App.PublishEventAsync(), "Seated", 2);
            await stage.App.StartRefundAsync(order);
            await stage.OpenAsync(await stage.App.CreateOrderLinkAsync(order));
        },
        ["order, partly refunded"] = stage => RefundedAsync(stage, 1),
        ["order, refunded"] = stage => RefundedAsync(stage),
        ["order, nothing to download"] = async stage =>
            await stage.OpenAsync($"/orders/{(await stage.OrderAsync()).Order.Reference}/tickets.pdf"),
        ["order of someone else"] = stage => stage.OpenAsync("/orders/BCDF-2345"),
        ["order, opened by a link that has ended"] = stage => stage.OpenAsync("/orders/BCDF-2345?token=old"),
        ["find"] = stage => stage.OpenAsync("/orders/find"),
        ["find, with an error"] = async stage =>
        {
            await stage.OpenAsync("/orders/find");
            await stage.SubmitAsync(T["Send me the links"], 422);
        },
        ["find, sent"] = FoundAsync,
    };

    private static async Task FreeAsync(PageStateContext stage)
    {
        var order = await stage.App.BuyAsync(
            await stage.App.PublishEventAsync(new TicketTypeDraft("Entry", 0, 10)),
            "Entry",
            2,
            $"ada-{Guid.NewGuid():N}@example.com"
        );
        await stage.OpenAsync(await stage.App.CreateOrderLinkAsync(order));
    }

    private static async Task CompanyAsync(PageStateContext stage)
    {
        await stage.OpenCheckoutAsync();
        await stage.Visitor.FillInAsync();
        await stage.Visitor.Page.Locator(".company summary").ClickAsync();
        await stage.Visitor.Page.GetByLabel(T["Company name"], new() { Exact = true }).FillAsync("Ada Lovelace");
        await stage.Visitor.Page.GetByLabel(T["Company address"], new() { Exact = true }).FillAsync("London");
        await stage.Visitor.GoToPaymentAsync();
        await stage.Visitor.PayInSandboxAsync();
        await Expect(stage.Visitor.Link(T["Download invoice"])).ToBeVisibleAsync();
    }

    private static async Task CalledOffAsync(PageStateContext stage, EventStatus status)
    {
        var show = await stage.App.PublishEventAsync();
        var order = await stage.App.BuyAsync(show, "Seated", 2);
        await stage.App.SetStatusAsync(show, status);
        await stage.OpenAsync(await stage.App.CreateOrderLinkAsync(order));
    }

    private static async Task SuspendedAsync(PageStateContext stage, int tickets)
    {
        var order = await stage.App.BuyAsync(await stage.App.PublishEventAsync(), "Seated", 2);
        DateTimeOffset? now = stage.App.Clock.GetUtcNow();
        await stage.App.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() =>
                db.Set<Ticket>()
                    .Where(ticket => ticket.OrderId == order.Id && ticket.Number <= tickets)
                    .ExecuteUpdateAsync(set => set.SetProperty(ticket => ticket.SuspendedAt, now))
            )
        );
        await stage.OpenAsync(await stage.App.CreateOrderLinkAsync(order));
        await Expect(stage.Visitor.Page.Locator(".pass .code > strong")).ToHaveCountAsync(tickets);
    }

    private static async Task RefundedAsync(PageStateContext stage, params int[] tickets)
    {
        var order = await stage.App.BuyAsync(await stage.App.PublishEventAsync(), "Seated", 2);
        await stage.App.StartRefundAsync(order, tickets);
        await stage.App.RunJobAsync<RefundJob>();
        await stage.OpenAsync(await stage.App.CreateOrderLinkAsync(order));
    }

    private static async Task FoundAsync(PageStateContext stage)
    {
        await stage.OpenAsync("/orders/find");
        await stage.Visitor.Page.GetByLabel(T["Email"], new() { Exact = true }).FillAsync("ada@example.com");
        await stage.Visitor.PressAsync(stage.Visitor.Button(T["Send me the links"]));
        await Expect(stage.Visitor.Heading()).ToHaveTextAsync(T["Check your inbox"]);
    }
}
