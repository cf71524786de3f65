using System.Net;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Orders;
using Xunit;

namespace Ticketing.Tests.Support;

/// <summary>What a buyer does in a browser, page by page.</summary>
public static class Buying
{
    public static IReadOnlyDictionary<string, string> Details(
        string name = "Ada Lovelace", string email = "ada@example.com", string phone = "") =>
        new Dictionary<string, string> { ["Buyer.Name"] = name, ["Buyer.Email"] = email, ["Buyer.Phone"] = phone };

    /// <summary>On the event's page; leads to the checkout.</summary>
    public static Task<Page> ChooseAsync(this Browser browser, Event show, string category, int quantity) => browser.PostAsync(
        $"/events/{show.Slug}", new Dictionary<string, string> { [$"Quantities[{show.TypeId(category)}]"] = $"{quantity}" });

    public static Task<Page> FillInAsync(this Page checkout, IReadOnlyDictionary<string, string>? details = null) =>
        checkout.SubmitAsync("#details", details ?? Details());

    /// <param name="outcome">"paid", "declined", "cancelled".</param>
    public static Task<Page> PayAsync(this Page sandbox, string outcome = "paid") => sandbox.SubmitAsync(".sandbox form", button: outcome);

    /// <returns>The page of the paid order.</returns>
    public static async Task<Page> BuyAsync(this Browser browser, Event show, string category = "Standing", int quantity = 1, string email = "ada@example.com")
    {
        var checkout = await browser.ChooseAsync(show, category, quantity);
        var order = await (await checkout.FillInAsync(Details(email: email))).PayAsync();
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

    /// <summary>The last part of a page's path.</summary>
    public static string Code(this Page page) => page.Path.Split('?')[0].Split('/')[^1];
}
