using System.Net;
using AngleSharp.Dom;
using Ticketing.Features.Cancellations;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Orders;

public sealed class OrderListPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Selling_is_the_primary_action_of_events_that_are_open_only()
    {
        await using var club = new TicketingApp();
        var (open, cancelled) = (await club.PublishEventAsync(), await club.PublishEventAsync());
        await club.UseAsync<CancelEvent>(cancel => cancel.CancelAsync(cancelled.Id, "", Ct));
        using var staff = await club.SignInAsStaffAsync();

        Assert.Equal("button", await GetSaleClassAsync($"?event={open.Id}"));
        Assert.Equal("button quiet", await GetSaleClassAsync($"?event={cancelled.Id}"));
        Assert.Equal("button", await GetSaleClassAsync(""));

        async Task<string?> GetSaleClassAsync(string query) =>
            (await staff.OpenAsync($"/admin/orders{query}")).Document.QuerySelector(".head a[href='/admin/orders/new']")!.ClassName;
    }

    [Theory, OnEitherDatabase]
    public async Task Filters_are_links_that_add_one_and_remove_one(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var sold = await app.SellAsync(show, "Standing", 1);
        await app.InsertUnpaidOrdersAsync(show, 2, i => new Buyer($"Unpaid {i}", $"unpaid{i}@list.example", ""));
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/orders?event={show.Id}");
        Assert.Equal(3, Rows(page).Count);
        page = await FollowAsync(page, ".panel a", "Paid");
        page = await FollowAsync(page, ".panel a", "Box office");
        Assert.Equal($"/admin/orders?event={show.Id}&status=Paid&channel=BoxOffice", page.Path);
        Assert.Contains(sold.Reference, Assert.Single(Rows(page)), StringComparison.Ordinal);
        Assert.Equal(3, page.Document.QuerySelectorAll(".filter.on").Length);

        // A search keeps the filters, and removing one filter keeps the search.
        var searched = await SearchAsync(page, "form[role=search]", ("q", "unpaid"));
        Assert.Empty(Rows(searched));
        searched = await FollowAsync(searched, ".filter.on", "Remove filter: Status: Paid ×");
        searched = await FollowAsync(searched, ".filter.on", "Remove filter: Channel: Box office ×");
        Assert.Equal(2, Rows(searched).Count);
        Assert.Equal($"/admin/orders?q=unpaid&event={show.Id}", searched.Path);
    }

    [Theory, OnEitherDatabase]
    public async Task Dates_filter_by_the_order_or_by_the_payment(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.SellAsync(show, "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();
        var page = await FollowAsync(await staff.OpenAsync($"/admin/orders?event={show.Id}"), ".panel a", "Last 7 days");
        Assert.Single(Rows(page));
        Assert.Contains("Ordered: Last 7 days", Texts(page, ".filter.on")[1], StringComparison.Ordinal);
        page = await FollowAsync(page, ".filter.on", Texts(page, ".filter.on")[1]);
        var none = await SearchAsync(page, ".panel form", ("from", "2030-01-01"), ("until", "2030-01-02"), ("dates", "sold"));
        Assert.Empty(Rows(none));
        Assert.Contains("Paid 1 Jan 2030 – 2 Jan 2030", none.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Only_orders_refunded_in_part_are_part_refunded(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var (part, whole, _) = (
            await app.BuyAsync(show, "Standing", 3),
            await app.BuyAsync(show, "Standing", 1),
            await app.BuyAsync(show, "Standing", 1)
        );
        await app.StartRefundAsync(part, 2);
        await app.StartRefundAsync(whole);
        using var staff = await app.SignInAsStaffAsync();
        var page = await FollowAsync(await staff.OpenAsync($"/admin/orders?event={show.Id}"), ".panel a", "Part refunded");
        Assert.Equal($"/admin/orders?event={show.Id}&refunded=part", page.Path);
        Assert.Contains(part.Reference, Assert.Single(Rows(page)), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_totals_are_of_all_pages_and_of_what_is_left(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var bought = await app.BuyAsync(show, "Standing", 3);
        await app.SellAsync(show, "Seated", 2);
        await app.StartRefundAsync(bought, 2);
        await app.InsertUnpaidOrdersAsync(show, OrderSearch.PageSize, i => new Buyer($"Unpaid {i}", "", ""));
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/orders?event={show.Id}");
        var orders = await Task.WhenAll((await FindSoldAsync(show.Id)).Select(row => app.FindOrderAsync(row.Reference)));
        var net = orders.Sum(order => order!.Total) - (await app.GetRefundsAsync(bought)).Sum(refund => refund.Amount);
        Assert.Equal(["Orders52", "Valid tickets4", $"Net revenue{new Money(net, "GBP")}"], Texts(page, ".totals > div"));
        Assert.Equal(OrderSearch.PageSize, Rows(page).Count);
    }

    [Theory, OnEitherDatabase]
    public async Task Longer_lists_are_not_summed(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.InsertUnpaidOrdersAsync(show, 3, i => new Buyer($"Unpaid {i}", "", ""));
        Task<OrderTotals?> SumAsync(int max) =>
            app.UseAsync<OrderTotalsQueries, OrderTotals?>(totals => totals.GetAsync(new OrderFilter(EventId: show.Id), max, Ct));
        Assert.Null(await SumAsync(2));
        Assert.Equal(3, (await SumAsync(3))?.Orders);
    }

    private async Task<IReadOnlyList<OrderListItem>> FindSoldAsync(Guid eventId) =>
        (
            await app.UseAsync<OrderSearch, KeysetPage<OrderListItem>>(search =>
                search.GetPageAsync(new OrderFilter(EventId: eventId, SoldOnly: true), null, Ct)
            )
        ).Rows;

    private static async Task<BrowserPage> FollowAsync(BrowserPage page, string selector, string text)
    {
        var link = page.Document.QuerySelectorAll(selector).Single(link => Squeeze(link) == text);
        return (await page.Browser.OpenAsync(link.GetAttribute("href")!)).ExpectStatus(HttpStatusCode.OK);
    }

    private static async Task<BrowserPage> SearchAsync(BrowserPage page, string form, params (string Name, string Value)[] typed)
    {
        var kept = page
            .Document.QuerySelectorAll($"{form} input[type=hidden]")
            .Select(field => (Name: field.GetAttribute("name")!, Value: field.GetAttribute("value")!));
        var query = typed.Concat(kept).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}");
        return (await page.Browser.OpenAsync($"/admin/orders?{string.Join('&', query)}")).ExpectStatus(HttpStatusCode.OK);
    }

    private static List<string> Rows(BrowserPage page) => Texts(page, "tbody tr");

    private static List<string> Texts(BrowserPage page, string selector) => [.. page.Document.QuerySelectorAll(selector).Select(Squeeze)];

    private static string Squeeze(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
