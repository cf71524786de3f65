using Ticketing.Orders;
using Ticketing.Orders.Search;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Orders.Search;

public sealed class PagingThroughOrders(Venues venues) : IClassFixture<Venues>
{
    private const int Before = (3 * OrderSearch.PageSize) + 7;

    [Theory]
    [OnBothDatabases("")]
    [OnBothDatabases("nightly")]
    public async Task Every_order_is_shown_once_however_many_are_sold_meanwhile(DatabaseProvider database, string text)
    {
        var app = venues.On(database);
        var show = await app.PublishAsync();
        var filter = new OrderFilter(text, show.Id);
        var there = (await app.StoreOrdersAsync(show, Before, i => new Buyer($"Nightly Buyer{i}", $"b{i}@paging.example", ""))).Select(o => o.Reference).Reverse().ToList();
        var seen = new List<string>();
        var pages = new List<OrderPage>();
        for (PagePlace? place = null; pages.Count == 0 || place is not null; place = pages[^1].Older)
        {
            pages.Add(await PageAsync(app, filter, PagePlace.Read(place?.ToString())));
            seen.AddRange(pages[^1].Rows.Select(row => row.Reference));
            await app.StoreOrdersAsync(show, 20, i => new Buyer($"Nightly Newcomer{i}", $"n{i}@paging.example", ""));
        }

        Assert.Equal(there, seen);
        Assert.Equal(4, pages.Count);
        Assert.Null(pages[0].Newer);

        // Back again: the same pages, then the orders made meanwhile.
        var back = await PageAsync(app, filter, pages[^1].Newer);
        Assert.Equal(pages[2].Rows, back.Rows);
        back = await PageAsync(app, filter, (await PageAsync(app, filter, back.Newer)).Newer);
        Assert.Equal(pages[0].Rows, back.Rows);
        Assert.NotNull(back.Newer);
        Assert.All((await PageAsync(app, filter, back.Newer)).Rows, row => Assert.StartsWith("Nightly Newcomer", row.BuyerName, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Orders_of_one_instant_are_told_apart(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishAsync();
        await app.StoreOrdersAsync(show, OrderSearch.PageSize + 5, _ => new Buyer("Same", "s@paging.example", ""), secondsApart: 0);
        var first = await PageAsync(app, new OrderFilter(EventId: show.Id), null);
        var cut = first.Rows[^1];
        var middle = new PagePlace(cut.CreatedAt, cut.Id, Newer: false);
        var second = await PageAsync(app, new OrderFilter(EventId: show.Id), middle);
        Assert.Equal(5, second.Rows.Count);
        Assert.Empty(first.Rows.Select(r => r.Id).Intersect(second.Rows.Select(r => r.Id)));
        Assert.Null(second.Older);
    }

    [Theory]
    [InlineData("older.1.2")]
    [InlineData("sideways.638000000000000000.00000000000000000000000000000001")]
    [InlineData("older.9999999999999999999.00000000000000000000000000000001")]
    [InlineData("older.-5.00000000000000000000000000000001")]
    [InlineData("'; DROP TABLE orders; --")]
    public void A_place_that_was_tampered_with_is_the_first_page(string typed) => Assert.Null(PagePlace.Read(typed));

    private static Task<OrderPage> PageAsync(TicketingApp app, OrderFilter filter, PagePlace? place) =>
        app.UseAsync<OrderSearch, OrderPage>(search => search.PageAsync(filter, place, TestContext.Current.CancellationToken));
}
