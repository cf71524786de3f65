using System.Net;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Receipts;

public class DownloadingPapers(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    [Theory]
    [OnBothDatabases("tickets")]
    [OnBothDatabases("receipt")]
    public async Task Who_has_opened_the_order_downloads_its_papers(DatabaseProvider database, string paper)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishAsync(), "Ada Lovelace", 2);
        using var browser = await OpenedAsync(order);
        using var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/orders/{order.Reference}/{paper}.pdf"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"{paper}-{order.Reference}.pdf", response.Content.Headers.ContentDisposition!.FileName);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var pdf = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(paper == "tickets" ? 2 : 1, Pdf.Pages(pdf).Length);
        Assert.Contains(order.Reference, Pdf.Pages(pdf)[0], StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Others_are_refused_alike_whether_or_not_there_is_such_an_order(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var order = await app.BuyAsync(show, "Ada Lovelace", 1);
        using var stranger = app.NewBrowser();
        using var other = await OpenedAsync(await app.BuyAsync(show, "Bea", 1));
        foreach (var browser in new[] { stranger, other })
        {
            var real = (await browser.OpenAsync($"/orders/{order.Reference}/tickets.pdf")).Expect(HttpStatusCode.Forbidden);
            var invented = (await browser.OpenAsync("/orders/BCDF-2345/tickets.pdf")).Expect(HttpStatusCode.Forbidden);
            Assert.Equal(invented.Text, real.Text);
            Assert.Contains("/orders/find", real.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Before_the_order_is_paid_a_page_says_so(DatabaseProvider database)
    {
        app = venues.On(database);
        await app.StartPaymentAsync(await app.HeldAsync(await app.PublishAsync(), "Standing", 1), "late@example.com");
        var order = await app.UseAsync<TicketingDbContext, Order>(db => Task.FromResult(db.Set<Order>().Single(o => o.BuyerEmail == "late@example.com")));
        using var browser = await OpenedAsync(order);
        foreach (var paper in new[] { "tickets", "receipt" })
        {
            var page = (await browser.OpenAsync($"/orders/{order.Reference}/{paper}.pdf")).Expect(HttpStatusCode.Conflict);
            Assert.Contains("nothing to download yet", page.Text, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Other_papers_do_not_exist(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        (await browser.OpenAsync("/orders/BCDF-2345/invoice.pdf")).Expect(HttpStatusCode.NotFound);
    }

    private async Task<Browser> OpenedAsync(Order order)
    {
        var token = await app.UseAsync<OrderAccess, string>(access => access.MintAsync(order.Id, TestContext.Current.CancellationToken));
        var browser = app.NewBrowser();
        (await browser.OpenAsync($"/orders/{order.Reference}?token={token}")).Expect(HttpStatusCode.OK);
        return browser;
    }
}
