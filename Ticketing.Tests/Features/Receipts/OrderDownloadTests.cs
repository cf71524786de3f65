using System.Net;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Receipts;

public class OrderDownloadTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory]
    [OnEitherDatabase("tickets")]
    [OnEitherDatabase("receipt")]
    public async Task A_buyer_who_opened_the_order_downloads_its_documents(DatabaseProvider database, string paper)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 2);
        using var browser = await OpenedAsync(order);
        using var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/orders/{order.Reference}/{paper}.pdf"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"{paper}-{order.Reference}.pdf", response.Content.Headers.ContentDisposition!.FileName);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var pdf = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(paper == "tickets" ? 2 : 1, PdfReader.Pages(pdf).Length);
        Assert.Contains(order.Reference, PdfReader.Pages(pdf)[0], StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Others_get_the_same_refusal_whether_or_not_the_order_exists(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Ada Lovelace", 1);
        using var stranger = app.NewBrowser();
        using var other = await OpenedAsync(await app.BuyAsync(show, "Bea", 1));
        foreach (var browser in new[] { stranger, other })
        {
            var real = (await browser.OpenAsync($"/orders/{order.Reference}/tickets.pdf")).ExpectStatus(HttpStatusCode.Forbidden);
            var invented = (await browser.OpenAsync("/orders/BCDF-2345/tickets.pdf")).ExpectStatus(HttpStatusCode.Forbidden);
            Assert.Equal(invented.Text, real.Text);
            Assert.Contains("/orders/find", real.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Before_the_order_is_paid_a_page_says_so(DatabaseProvider database)
    {
        app = venues.On(database);
        await app.StartPaymentAsync(await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 1), "late@example.com");
        var order = await app.UseAsync<TicketingDbContext, Order>(db =>
            Task.FromResult(db.Set<Order>().Single(o => o.BuyerEmail == "late@example.com"))
        );
        using var browser = await OpenedAsync(order);
        foreach (var paper in new[] { "tickets", "receipt" })
        {
            var page = (await browser.OpenAsync($"/orders/{order.Reference}/{paper}.pdf")).ExpectStatus(HttpStatusCode.Conflict);
            Assert.Contains("Nothing to download yet", page.Text, StringComparison.Ordinal);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Unknown_documents_are_not_found(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        (await browser.OpenAsync("/orders/BCDF-2345/invoice.pdf")).ExpectStatus(HttpStatusCode.NotFound);
    }

    private async Task<Browser> OpenedAsync(Order order)
    {
        var token = await app.UseAsync<OrderAccessTokens, string>(access =>
            access.CreateAsync(order.Id, TestContext.Current.CancellationToken)
        );
        var browser = app.NewBrowser();
        (await browser.OpenAsync($"/orders/{order.Reference}?token={token}")).ExpectStatus(HttpStatusCode.OK);
        return browser;
    }
}
