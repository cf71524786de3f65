using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

public static class OrderActions
{
    /// <returns>The page of the paid order.</returns>
    public static async Task<BrowserPage> BuyAsync(
        this Browser browser,
        Event show,
        string category = "Standing",
        int quantity = 1,
        string email = "ada@example.com"
    )
    {
        var checkout = await browser.ChooseTicketsAsync(show, (category, quantity));
        var order = await (await checkout.SubmitBuyerAsync(email: email)).PayAsync("paid");
        return order.ExpectStatus(HttpStatusCode.OK);
    }

    public static Task<Order?> FindOrderByHoldAsync(this TicketingApp app, string holdCode) =>
        app.UseAsync<TicketHolds, Order?>(async holds =>
        {
            var hold = await holds.FindAsync(holdCode, TestContext.Current.CancellationToken);
            return await app.UseAsync<OrderQueries, Order?>(orders =>
                orders.FindByHoldAsync(hold!.Id, TestContext.Current.CancellationToken)
            );
        });

    public static Task<Order?> FindOrderAsync(this TicketingApp app, string reference) =>
        app.UseAsync<OrderQueries, Order?>(orders => orders.FindAsync(reference, TestContext.Current.CancellationToken));

    public static Task<string> CreateOrderLinkAsync(this TicketingApp app, Order order) =>
        app.UseAsync<OrderAccessTokens, string>(async access =>
            $"/orders/{order.Reference}?token={await access.CreateAsync(order.Id, TestContext.Current.CancellationToken)}"
        );

    /// <summary>Last segment of the page's path.</summary>
    public static string GetLastPathSegment(this BrowserPage page) => page.Path.Split('?')[0].Split('/')[^1];
}
