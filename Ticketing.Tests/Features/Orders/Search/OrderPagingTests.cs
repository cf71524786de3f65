using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders.Search;

public sealed class OrderPagingTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const int Before = (3 * OrderSearch.PageSize) + 7;

    [Theory]
    [OnBothDatabases("")]
    [OnBothDatabases("nightly")]
    public async Task Every_order_is_shown_once_however_many_are_sold_meanwhile(DatabaseProvider database, string text)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var filter = new OrderFilter(text, show.Id);
        var there = (await app.InsertUnpaidOrdersAsync(show, Before, i => new Buyer($"Nightly Buyer{i}", $"b{i}@paging.example", "")))
            .Select(o => o.Reference)
            .Reverse()
            .ToList();
        var seen = new List<string>();
        var pages = new List<KeysetPage<OrderListItem>>();
        for (PagePosition? place = null; pages.Count == 0 || place is not null; place = pages[^1].Older)
        {
            pages.Add(await PageAsync(app, filter, PagePosition.Parse(place?.ToString())));
            seen.AddRange(pages[^1].Rows.Select(row => row.Reference));
            await app.InsertUnpaidOrdersAsync(show, 20, i => new Buyer($"Nightly Newcomer{i}", $"n{i}@paging.example", ""));
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
        Assert.All(
            (await PageAsync(app, filter, back.Newer)).Rows,
            row => Assert.StartsWith("Nightly Newcomer", row.BuyerName, StringComparison.Ordinal)
        );
    }

    [Theory, OnBothDatabases]
    public async Task Orders_of_one_instant_are_told_apart(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.InsertUnpaidOrdersAsync(show, OrderSearch.PageSize + 5, _ => new Buyer("Same", "s@paging.example", ""), secondsApart: 0);
        var first = await PageAsync(app, new OrderFilter(EventId: show.Id), null);
        var cut = first.Rows[^1];
        var middle = new PagePosition(cut.CreatedAt, cut.Id, Newer: false);
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
    public void A_place_that_was_tampered_with_is_the_first_page(string typed) => Assert.Null(PagePosition.Parse(typed));

    private static Task<KeysetPage<OrderListItem>> PageAsync(TicketingApp app, OrderFilter filter, PagePosition? place) =>
        app.UseAsync<OrderSearch, KeysetPage<OrderListItem>>(search =>
            search.GetPageAsync(filter, place, TestContext.Current.CancellationToken)
        );
}
