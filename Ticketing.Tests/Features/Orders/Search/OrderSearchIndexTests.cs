using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders.Search;

/// <summary>Checks the databases' own query plans.</summary>
public sealed class OrderSearchIndexTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task No_search_and_no_page_scans_all_orders(DatabaseProvider database)
    {
        await using var app = new QueryRecordingApp(database, "orders");
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var orders = await app.InsertUnpaidOrdersAsync(
            show,
            2000,
            i => new Buyer($"Name{i} Family{i % 700}", $"buyer{i}@plans.example", $"+4411349{i:00000}")
        );
        await app.InsertUnpaidOrdersAsync(other, 200, i => new Buyer($"Other{i}", $"other{i}@plans.example", ""));
        await app.RefreshStatisticsAsync();
        var middle = new PagePosition(orders[1000].CreatedAt, orders[1000].Id, Newer: false);
        foreach (
            var (filter, place) in new (OrderFilter, PagePosition?)[]
            {
                (new(), null),
                (new(), middle),
                (new(), middle with { Newer = true }),
                (new(EventId: other.Id), middle),
                (new(Status: OrderStatus.PaidTooLate), null),
                (new(Channel: OrderChannel.Comp), middle),
                (new(EventId: other.Id, Status: OrderStatus.Expired), null),
                (new(From: orders[10].CreatedAt, Until: orders[20].CreatedAt), null),
                (new(From: orders[10].CreatedAt, Until: orders[20].CreatedAt, SoldOnly: true), null),
                (new(From: orders[10].CreatedAt, SoldOnly: true), middle),
                (new("family7"), null),
                (new("name77 fam"), middle),
                (new("buyer77@"), null),
                (new(orders[5].Reference), null),
                (new("+441134900077"), null),
                (new(orders[5].Reference[5..]), null),
                (new("0077"), null),
                (new("R-000001"), null),
                (new("nadia"), null),
                (new() { PartRefunded = true }, null),
                (new(EventId: other.Id) { PartRefunded = true }, middle),
                (new() { HasNote = true }, null),
                (new() { Tag = "Press" }, middle),
            }
        )
        {
            await app.UseAsync<OrderSearch>(search => search.GetPageAsync(filter with { IncludesNotes = true }, place, Ct));
            var plan = await app.ExplainLastQueryAsync();
            var sorts =
                plan.Contains("Sort", StringComparison.Ordinal) || plan.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal);
            Assert.True(
                UsesIndex(plan, database)
                    && (filter.Text.Length > 0 || filter.PartRefunded || filter.HasNote || filter.Tag is not null || !sorts),
                $"{filter} {place}:{Environment.NewLine}{plan}"
            );
        }
    }

    [Theory, OnBothDatabases]
    public async Task No_total_scans_all_orders(DatabaseProvider database)
    {
        await using var app = new QueryRecordingApp(database, "orders");
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        await app.InsertUnpaidOrdersAsync(show, 2000, i => new Buyer($"Name{i}", $"buyer{i}@plans.example", ""));
        await app.InsertUnpaidOrdersAsync(other, 20, i => new Buyer($"Other{i}", $"other{i}@plans.example", ""));
        await app.RefreshStatisticsAsync();
        foreach (var filter in new OrderFilter[] { new(), new(EventId: other.Id), new(Status: OrderStatus.Paid), new("other1") })
        {
            await app.UseAsync<OrderTotalsQueries>(totals => totals.GetAsync(filter, 100, Ct));
            var plan = await app.ExplainLastQueryAsync();
            // A later scan may be of what a subquery has found.
            var found = plan.Split('\n').Where(step => step.StartsWith("CO-ROUTINE ", StringComparison.Ordinal)).Select(step => step[11..]);
            plan = string.Join('\n', plan.Split('\n').Except(found.Select(name => $"SCAN {name}")));
            Assert.True(UsesIndex(plan, database), $"{filter}:{Environment.NewLine}{plan}");
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_search_without_an_index_would_be_noticed(DatabaseProvider database)
    {
        await using var app = new QueryRecordingApp(database, "orders");
        await app.InsertUnpaidOrdersAsync(await app.PublishEventAsync(), 500, i => new Buyer($"Name{i}", $"buyer{i}@plans.example", ""));
        await app.UseAsync<TicketingDbContext>(db =>
            db.Set<Order>().Where(o => o.BuyerName.Contains("77")).OrderByDescending(o => o.Total).Select(o => o.Reference).ToListAsync(Ct)
        );
        Assert.False(UsesIndex(await app.ExplainLastQueryAsync(), database));
    }

    // Tables that grow with orders are never scanned, except along the index of the list.
    private static bool UsesIndex(string plan, DatabaseProvider database) =>
        database == DatabaseProvider.Sqlite
            ? plan.Split('\n')
                .All(step =>
                    !step.StartsWith("SCAN o", StringComparison.Ordinal)
                    || step.Contains("USING INDEX ix_orders_created_at_id", StringComparison.Ordinal)
                    || step.Contains("USING INDEX ix_orders_paid_at_id", StringComparison.Ordinal)
                    || step.Contains("USING COVERING INDEX ix_order_notes_order_id_at", StringComparison.Ordinal)
                )
            : !plan.Contains("Seq Scan on orders", StringComparison.Ordinal)
                && !plan.Contains("Seq Scan on order_name_words", StringComparison.Ordinal)
                && !plan.Contains("Seq Scan on order_lines", StringComparison.Ordinal);
}
