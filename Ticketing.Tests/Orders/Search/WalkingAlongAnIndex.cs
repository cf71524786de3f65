using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Orders.Search;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Orders.Search;

/// <summary>Checks the databases' own query plans.</summary>
public sealed class WalkingAlongAnIndex
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task No_search_and_no_page_goes_through_all_orders(DatabaseProvider database)
    {
        await using var app = new WatchedApp(database, "orders");
        var (show, other) = (await app.PublishAsync(), await app.PublishAsync());
        var orders = await app.StoreOrdersAsync(show, 2000, i => new Buyer($"Name{i} Family{i % 700}", $"buyer{i}@plans.example", $"+4411349{i:00000}"));
        await app.StoreOrdersAsync(other, 200, i => new Buyer($"Other{i}", $"other{i}@plans.example", ""));
        await app.RefreshStatisticsAsync();
        var middle = new PagePlace(orders[1000].CreatedAt, orders[1000].Id, Newer: false);
        foreach (var (filter, place) in new (OrderFilter, PagePlace?)[]
                 {
                     (new(), null), (new(), middle), (new(), middle with { Newer = true }), (new(EventId: other.Id), middle), (new(Status: OrderStatus.PaidTooLate), null),
                     (new(Channel: OrderChannel.Comp), middle), (new(EventId: other.Id, Status: OrderStatus.Expired), null),
                     (new(From: orders[10].CreatedAt, Until: orders[20].CreatedAt), null),
                     (new(From: orders[10].CreatedAt, Until: orders[20].CreatedAt, Sold: true), null), (new(From: orders[10].CreatedAt, Sold: true), middle),
                     (new("family7"), null), (new("name77 fam"), middle), (new("buyer77@"), null), (new(orders[5].Reference), null), (new("+441134900077"), null), (new("R-000001"), null),
                 })
        {
            await app.UseAsync<OrderSearch>(search => search.PageAsync(filter, place, Ct));
            var plan = await app.ExplainLastAsync();
            var sorts = plan.Contains("Sort", StringComparison.Ordinal) || plan.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal);
            Assert.True(WalksAnIndex(plan, database) && (filter.Text.Length > 0 || !sorts), $"{filter} {place}:{Environment.NewLine}{plan}");
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_search_without_an_index_would_be_noticed(DatabaseProvider database)
    {
        await using var app = new WatchedApp(database, "orders");
        await app.StoreOrdersAsync(await app.PublishAsync(), 500, i => new Buyer($"Name{i}", $"buyer{i}@plans.example", ""));
        await app.UseAsync<TicketingDbContext>(db => db.Set<Order>().Where(o => o.BuyerName.Contains("77")).OrderByDescending(o => o.Total).Select(o => o.Reference).ToListAsync(Ct));
        Assert.False(WalksAnIndex(await app.ExplainLastAsync(), database));
    }

    // Tables that grow with orders are never scanned, except along the index of the list.
    private static bool WalksAnIndex(string plan, DatabaseProvider database) => database == DatabaseProvider.Sqlite
        ? plan.Split('\n').All(step => !step.StartsWith("SCAN o", StringComparison.Ordinal) || step.Contains("USING INDEX ix_orders_created_at_id", StringComparison.Ordinal) || step.Contains("USING INDEX ix_orders_paid_at_id", StringComparison.Ordinal))
        : !plan.Contains("Seq Scan on orders", StringComparison.Ordinal) && !plan.Contains("Seq Scan on order_name_words", StringComparison.Ordinal)
            && !plan.Contains("Seq Scan on order_lines", StringComparison.Ordinal);
}
