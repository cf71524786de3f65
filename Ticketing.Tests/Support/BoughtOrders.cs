using System.Net;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Orders;
using Xunit;

namespace Ticketing.Tests.Support;

public static class BoughtOrders
{
    /// <returns>The page of the paid order.</returns>
    public static async Task<Page> BuyAsync(this Browser browser, Event show, string category = "Standing", int quantity = 1, string email = "ada@example.com")
    {
        var checkout = await browser.ChooseAsync(show, (category, quantity));
        var order = await (await checkout.FillInAsync(email: email)).PayAsync("paid");
        return order.Expect(HttpStatusCode.OK);
    }

    public static Task<Order?> OrderOfAsync(this TicketingApp app, string holdCode) => app.UseAsync<TicketHolds, Order?>(async holds =>
    {
        var hold = await holds.FindAsync(holdCode, TestContext.Current.CancellationToken);
        return await app.UseAsync<OrderBook, Order?>(orders => orders.FindByHoldAsync(hold!.Id, TestContext.Current.CancellationToken));
    });

    public static Task<Order?> OrderAsync(this TicketingApp app, string reference) =>
        app.UseAsync<OrderBook, Order?>(orders => orders.FindAsync(reference, TestContext.Current.CancellationToken));

    public static Task<string> LinkAsync(this TicketingApp app, Order order) => app.UseAsync<OrderAccess, string>(async access =>
        $"/orders/{order.Reference}?token={await access.MintAsync(order.Id, TestContext.Current.CancellationToken)}");

    /// <summary>Last segment of the page's path.</summary>
    public static string Code(this Page page) => page.Path.Split('?')[0].Split('/')[^1];
}
