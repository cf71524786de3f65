using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Refunds;

public sealed class RefundPagingTests
{
    private const int Before = (2 * RefundQueries.PageSize) + 7;

    [Theory]
    [OnEitherDatabase(0)]
    [OnEitherDatabase(1)]
    public async Task Every_refund_is_listed_once_while_others_are_requested(DatabaseProvider database, int secondsApart)
    {
        await using var app = new TicketingApp(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var expected = (await app.InsertRefundsAsync(order, Before, secondsApart)).Select(refund => refund.Id);
        var pages = new List<KeysetPage<ListedRefund>>();
        for (PagePosition? place = null; pages.Count == 0 || place is not null; place = pages[^1].Older)
        {
            pages.Add(await PageAsync(app, PagePosition.Parse(place?.ToString())));
            await app.InsertRefundsAsync(order, 20);
        }

        var seen = pages.SelectMany(page => page.Rows).ToList();
        Assert.Equal(expected.Order(), Ids(seen).Order());
        Assert.Equal(seen.Select(row => row.Refund.RequestedAt).OrderDescending(), seen.Select(row => row.Refund.RequestedAt));
        Assert.All(seen, row => Assert.Equal((order.Reference, order.BuyerName), (row.Sale.Reference, row.Sale.BuyerName)));
        Assert.Equal(3, pages.Count);
        Assert.Null(pages[0].Newer);

        // Back again: the same pages, then the refunds requested meanwhile.
        var back = await PageAsync(app, pages[^1].Newer);
        Assert.Equal(Ids(pages[1].Rows), Ids(back.Rows));
        back = await PageAsync(app, back.Newer);
        Assert.Equal(Ids(pages[0].Rows), Ids(back.Rows));
        Assert.Empty(Ids((await PageAsync(app, back.Newer)).Rows).Intersect(Ids(seen)));
    }

    private static IEnumerable<Guid> Ids(IEnumerable<ListedRefund> rows) => rows.Select(row => row.Refund.Id);

    private static Task<KeysetPage<ListedRefund>> PageAsync(TicketingApp app, PagePosition? place) =>
        app.UseAsync<RefundQueries, KeysetPage<ListedRefund>>(refunds =>
            refunds.GetPageAsync(new RefundFilter(), place, TestContext.Current.CancellationToken)
        );
}
