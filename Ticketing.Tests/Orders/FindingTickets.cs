using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Orders;

public sealed class FindingTickets(TicketingApp app) : IClassFixture<TicketingApp>
{
    [Fact]
    public async Task The_answer_is_the_same_whether_or_not_the_address_has_bought_anything()
    {
        await app.BuyAsync(await app.PublishAsync(), "Standing", 1, "known@example.com");
        using var browser = app.NewBrowser();
        var known = (await AskAsync(browser, "known@example.com")).Expect(HttpStatusCode.OK);
        var unknown = (await AskAsync(browser, "other@example.com")).Expect(HttpStatusCode.OK);
        Assert.Equal(unknown.Text.Replace("other@", "known@", StringComparison.Ordinal), known.Text);
        Assert.Equal(unknown.Headers.Keys.Order(), known.Headers.Keys.Order());
        Assert.Equal(1, await AskedAsync("known@example.com"));
        Assert.Equal(1, await AskedAsync("other@example.com"));
    }

    [Fact]
    public async Task People_do_not_keep_to_one_spelling_of_their_address()
    {
        await using var alone = new TicketingApp();
        var order = await alone.BuyAsync(await alone.PublishAsync(), "Standing", 1, "Ada.Lovelace@example.com");
        var found = await alone.UseAsync<OrderBook, IReadOnlyList<Order>>(book =>
            book.PaidByEmailAsync("ada.lovelace@Example.com", 10, TestContext.Current.CancellationToken));
        Assert.Equal(order.Id, Assert.Single(found).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@localhost")]
    public async Task An_address_that_is_none_is_refused_next_to_its_field(string typed)
    {
        using var browser = app.NewBrowser();
        var page = (await AskAsync(browser, typed)).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.NotEmpty(page.Document.QuerySelector("#Email-error")!.TextContent);
        Assert.Equal(typed, page.Document.QuerySelector("#Email")!.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Asking_again_and_again_comes_to_an_end()
    {
        await using var guarded = new TicketingApp().Set("RateLimiting:Enabled", "true");
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
