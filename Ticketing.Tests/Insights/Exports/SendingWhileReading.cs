using Ticketing.Insights.Exports;
using Ticketing.Orders;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Insights.Exports;

/// <summary>Exports stream page by page.</summary>
public sealed class SendingWhileReading
{
    private const int Pages = 4;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_first_rows_are_gone_before_the_last_are_read(DatabaseProvider database)
    {
        await using var app = new WatchedApp(database, "orders");
        await FillAsync(app);
        var before = app.Queries;
        var target = new Outlet();
        var read = new List<int>();
        target.OnFlush = () => read.Add(app.Queries);
        await app.UseAsync<Export>(export => export.WriteAsync("orders", Everything, target, Ct));
        Assert.Equal(0, read[0] - before);
        Assert.True(read.Count > Pages && read.Zip(read.Skip(1)).Take(Pages).All(pair => pair.Second - pair.First == 1), string.Join(", ", read));
        Assert.True(target.Largest < 400_000, $"{target.Largest} of {target.Bytes} bytes at once");
        Assert.True(target.Bytes > 400_000);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_reads_on_for_somebody_who_has_gone(DatabaseProvider database)
    {
        await using var app = new WatchedApp(database, "orders");
        await FillAsync(app);
        var before = app.Queries;
        using var gone = new CancellationTokenSource();
        var target = new Outlet();
        var flushes = 0;
        target.OnFlush = () =>
        {
            if (++flushes == 2)
            {
                gone.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.UseAsync<Export>(export => export.WriteAsync("orders", Everything, target, gone.Token)));
        Assert.Equal(1, app.Queries - before);
    }

    [Theory, OnBothDatabases]
    public async Task Every_page_of_each_list_is_a_walk_along_an_index(DatabaseProvider database)
    {
        foreach (var (table, list) in new[] { ("orders", "orders"), ("orders", "attendees"), ("tickets", "attendees"), ("orders", "sales"), ("refunds", "sales") })
        {
            await using var app = new WatchedApp(database, table);
            var show = await FillAsync(app, most: 20);
            foreach (var filter in new[] { Everything, new ExportFilter(new DateOnly(2031, 1, 1), new DateOnly(2031, 12, 31), show) })
            {
                await app.UseAsync<Export>(export => export.WriteAsync(list, filter, Stream.Null, Ct));
                var plan = await app.ExplainLastAsync();
                Assert.False(plan.Contains($"Seq Scan on {table}", StringComparison.Ordinal), $"{list}, {filter}: {plan}");
                Assert.True(plan.Split('\n').All(step => !step.StartsWith("SCAN ", StringComparison.Ordinal)), $"{list}, {filter}: {plan}");
                
                // One event's refunds are few, so sorting them is fine.
                var isFew = table == "tickets" || (table == "refunds" && filter.EventId is not null);
                Assert.False(!isFew && plan.Contains("TEMP B-TREE", StringComparison.Ordinal), $"{list}, {filter}: {plan}");
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task What_was_made_at_one_instant_is_told_once_across_pages(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var orders = await app.StoreOrdersAsync(await app.PublishAsync(), (2 * Walk.PageSize) + 10, i => new Buyer($"Buyer {i}", "", ""), secondsApart: 0);
        using var target = new MemoryStream();

        await app.UseAsync<Export>(export => export.WriteAsync("orders", Everything, target, Ct));

        var told = System.Text.Encoding.UTF8.GetString(target.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0]);
        Assert.Equal(orders.Select(o => o.Reference).Order(), told.Order());
    }

    private static ExportFilter Everything => new(null, null, null);

    private static async Task<Guid> FillAsync(WatchedApp app, int most = Pages * Walk.PageSize)
    {
        var show = await app.PublishAsync();
        await app.StoreOrdersAsync(show, most, i => new Buyer($"Buyer {i}", $"b{i}@example.com", ""));
        var sold = await app.SellAsync(await app.PublishAsync("Other", _ => { }), "Standing", 2);
        await app.RefundedAsync(sold, 1);
        return sold.EventId;
    }

    /// <summary>Records the most bytes buffered at once.</summary>
    private sealed class Outlet : MemoryStream
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
