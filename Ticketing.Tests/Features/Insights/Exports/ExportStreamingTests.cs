using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Exports;

/// <summary>Exports stream page by page.</summary>
public sealed class ExportStreamingTests
{
    private const int Pages = 4;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_first_rows_are_sent_before_the_last_are_read(DatabaseProvider database)
    {
        await using var app = new QueryRecordingApp(database, "orders");
        await FillAsync(app);
        var before = app.QueryCount;
        var target = new MeteredStream();
        var read = new List<int>();
        target.OnFlush = () => read.Add(app.QueryCount);
        await app.UseAsync<ExportWriter>(export => export.WriteAsync("orders", Everything, TableFormat.Standard, target, Ct));
        Assert.Equal(0, read[0] - before);
        Assert.True(
            read.Count > Pages && read.Zip(read.Skip(1)).Take(Pages).All(pair => pair.Second - pair.First == 1),
            string.Join(", ", read)
        );
        Assert.True(target.Largest < 400_000, $"{target.Largest} of {target.Bytes} bytes at once");
        Assert.True(target.Bytes > 400_000);
    }

    [Theory, OnEitherDatabase]
    public async Task Reading_stops_when_the_client_disconnects(DatabaseProvider database)
    {
        await using var app = new QueryRecordingApp(database, "orders");
        await FillAsync(app);
        var before = app.QueryCount;
        using var gone = new CancellationTokenSource();
        var target = new MeteredStream();
        var flushes = 0;
        target.OnFlush = () =>
        {
            if (++flushes == 2)
            {
                gone.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            app.UseAsync<ExportWriter>(export => export.WriteAsync("orders", Everything, TableFormat.Standard, target, gone.Token))
        );
        Assert.Equal(1, app.QueryCount - before);
    }

    [Theory, OnBothDatabases]
    public async Task Every_page_of_each_export_is_an_index_range_scan(DatabaseProvider database)
    {
        foreach (
            var (table, list) in new[]
            {
                ("orders", "orders"),
                ("orders", "attendees"),
                ("tickets", "attendees"),
                ("orders", "sales"),
                ("refunds", "sales"),
            }
        )
        {
            await using var app = new QueryRecordingApp(database, table);
            var show = await FillAsync(app, count: 20);
            foreach (var filter in new[] { Everything, new ExportFilter(new DateOnly(2031, 1, 1), new DateOnly(2031, 12, 31), show) })
            {
                await app.UseAsync<ExportWriter>(export => export.WriteAsync(list, filter, TableFormat.Standard, Stream.Null, Ct));
                var plan = await app.ExplainLastQueryAsync();
                Assert.False(plan.Contains($"Seq Scan on {table}", StringComparison.Ordinal), $"{list}, {filter}: {plan}");
                Assert.True(plan.Split('\n').All(step => !step.StartsWith("SCAN ", StringComparison.Ordinal)), $"{list}, {filter}: {plan}");

                // One event's refunds are few, so sorting them is fine.
                var isFew = table == "tickets" || (table == "refunds" && filter.EventId is not null);
                Assert.False(!isFew && plan.Contains("TEMP B-TREE", StringComparison.Ordinal), $"{list}, {filter}: {plan}");
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task Orders_of_one_instant_appear_once_across_pages(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var orders = await app.InsertUnpaidOrdersAsync(
            await app.PublishEventAsync(),
            (2 * KeysetPaging.PageSize) + 10,
            i => new Buyer($"Buyer {i}", "", ""),
            secondsApart: 0
        );
        using var target = new MemoryStream();

        await app.UseAsync<ExportWriter>(export => export.WriteAsync("orders", Everything, TableFormat.Standard, target, Ct));

        var told = System
            .Text.Encoding.UTF8.GetString(target.ToArray())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(',')[0]);
        Assert.Equal(orders.Select(o => o.Reference).Order(), told.Order());
    }

    private static ExportFilter Everything => new(null, null, null);

    private static async Task<Guid> FillAsync(QueryRecordingApp app, int count = Pages * KeysetPaging.PageSize)
    {
        var show = await app.PublishEventAsync();
        await app.InsertUnpaidOrdersAsync(show, count, i => new Buyer($"Buyer {i}", $"b{i}@example.com", ""));
        var sold = await app.SellAsync(await app.PublishEventAsync("Other", _ => { }), "Standing", 2);
        await app.StartRefundAsync(sold, 1);
        return sold.EventId;
    }

    /// <summary>Records the most bytes buffered at once.</summary>
    private sealed class MeteredStream : MemoryStream
    {
        private long taken;

        public Action OnFlush { get; set; } = () => { };

        public long Largest { get; private set; }

        public long Bytes => taken;

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Largest = Math.Max(Largest, Length);
            taken += Length;
            SetLength(0);
            OnFlush();
            return Task.CompletedTask;
        }
    }
}
