using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Orders;

public sealed class FindingTickets(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task The_answer_is_the_same_whether_or_not_the_address_has_bought_anything(DatabaseProvider database)
    {
        app = venues.On(database);
        await app.BuyAsync(await app.PublishAsync(), "Standing", 1, "known@example.com");
        using var browser = app.NewBrowser();
        var known = (await AskAsync(browser, "known@example.com")).Expect(HttpStatusCode.OK);
        var unknown = (await AskAsync(browser, "other@example.com")).Expect(HttpStatusCode.OK);
        Assert.Equal(unknown.Text.Replace("other@", "known@", StringComparison.Ordinal), known.Text);
        Assert.Equal(unknown.Headers.Keys.Order(), known.Headers.Keys.Order());
        Assert.Equal(1, await AskedAsync("known@example.com"));
        Assert.Equal(1, await AskedAsync("other@example.com"));
    }

    [Theory, OnBothDatabases]
    public async Task People_do_not_keep_to_one_spelling_of_their_address(DatabaseProvider database)
    {
        app = venues.On(database);
        await using var alone = new TicketingApp(database);
        var order = await alone.BuyAsync(await alone.PublishAsync(), "Standing", 1, "Ada.Lovelace@example.com");
        var found = await alone.UseAsync<OrderBook, IReadOnlyList<Order>>(orders =>
            orders.PaidByEmailAsync("ada.lovelace@Example.com", 10, TestContext.Current.CancellationToken));
        Assert.Equal(order.Id, Assert.Single(found).Id);
    }

    [Theory]
    [OnBothDatabases("")]
    [OnBothDatabases("ada")]
    [OnBothDatabases("ada@localhost")]
    public async Task An_address_that_is_none_is_refused_next_to_its_field(DatabaseProvider database, string typed)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var page = (await AskAsync(browser, typed)).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.NotEmpty(page.Document.QuerySelector("#Email-error")!.TextContent);
        Assert.Equal(typed, page.Document.QuerySelector("#Email")!.GetAttribute("value") ?? "");
    }

    [Theory, OnBothDatabases]
    public async Task Asking_again_and_again_comes_to_an_end(DatabaseProvider database)
    {
        app = venues.On(database);
        await using var guarded = new TicketingApp(database).Set("RateLimiting:Enabled", "true");
        using var browser = guarded.NewBrowser();
        for (var asked = 0; asked < 10; asked++)
        {
            (await AskAsync(browser, $"ada{asked}@example.com")).Expect(HttpStatusCode.OK);
        }

        Assert.Contains("many requests", (await AskAsync(browser, "ada@example.com")).Expect(HttpStatusCode.TooManyRequests).Text, StringComparison.Ordinal);
        (await browser.OpenAsync("/orders/find")).Expect(HttpStatusCode.OK);
    }

    private static async Task<Page> AskAsync(Browser browser, string email) =>
        await (await browser.OpenAsync("/orders/find")).SubmitAsync("#find", new Dictionary<string, string> { ["Email"] = email });

    private Task<int> AskedAsync(string email) => app.UseAsync<TicketingDbContext, int>(db => db.Set<Notification>()
        .CountAsync(n => n.Kind == FindOrders.LinksKind && n.Recipient == email, TestContext.Current.CancellationToken));
}
