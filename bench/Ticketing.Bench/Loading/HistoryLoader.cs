using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Bench.History;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Bench.Loading;

/// <summary>Fills a migrated, empty database and checks that it is consistent.</summary>
internal sealed class HistoryLoader(BenchVenue venue, BulkLoader sink)
{
    private const int DaysPerBatch = 10;

    /// <exception cref="InvalidOperationException">The written data is inconsistent.</exception>
    public async Task FillAsync(int orders, int seed, CancellationToken ct)
    {
        await using var scope = venue.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<TicketingDbContext>();
        var shapes = BulkTable.FromModel(db.Model, PurchaseWriter.EntityTypes);
        var past = new OrderHistory(orders, seed);
        await sink.BeginAsync(shapes, ct);
        var receipts = await WriteAsync(past, new RowBatch(shapes), orders, ct);
        await sink.FinishAsync(ct);
        await UpdateCountersAsync(db, past.Season, receipts, ct);
        await CheckAsync(orders, ct);
    }

    private async Task<long> WriteAsync(OrderHistory past, RowBatch chunk, int orders, CancellationToken ct)
    {
        var progress = new Progress(string.Create(CultureInfo.InvariantCulture, $"  {orders:N0} orders"), orders);
        var ledger = new PurchaseWriter(chunk, OrderHistory.End);
        foreach (var show in past.Season.Events)
        {
            ledger.WriteEvent(show);
        }

        var days = 0;
        foreach (var done in past.WriteInto(ledger))
        {
            if (++days % DaysPerBatch == 0)
            {
                await sink.WriteAsync(chunk, ct);
                chunk.Clear();
                progress.Report(done);
            }
        }

        await sink.WriteAsync(chunk, ct);
        progress.Finish();
        return ledger.LastReceiptNumber;
    }

    private static async Task UpdateCountersAsync(TicketingDbContext db, BenchSchedule season, long receipts, CancellationToken ct) =>
        await db.WriteAsync(
            async () =>
            {
                foreach (var show in season.Events.Where(show => show.Sold.Count > 0))
                {
                    foreach (var (type, sold) in show.Sold)
                    {
                        await db.Set<TicketType>()
                            .Where(t => t.Id == type.Id)
                            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Sold, sold), ct);
                    }

                    var all = show.Sold.Values.Sum();
                    await db.Set<Event>()
                        .Where(e => e.Id == show.Event.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(e => e.Sold, all), ct);
                }

                await db.Set<NumberSequence>()
                    .Where(c => c.Name == NumberSequence.Receipts)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.Value, receipts), ct);
            },
            ct
        );

    private async Task CheckAsync(int orders, CancellationToken ct)
    {
        var faults = (await sink.FindInconsistenciesAsync(ct)).ToList();
        async Task Expect(long expected, string what, string sql)
        {
            var counted = await sink.CountAsync(sql, ct);
            if (counted != expected)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {counted} instead of {expected}"));
            }
        }

        await Expect(orders, "orders", "SELECT count(*) FROM orders");
        await Expect(
            0,
            "ticket types whose counter differs from their valid tickets",
            """
            SELECT count(*) FROM ticket_types t
            LEFT JOIN (SELECT ticket_type_id, count(*) AS valid FROM tickets WHERE status = 'Valid' GROUP BY ticket_type_id) k ON k.ticket_type_id = t.id
            WHERE t.sold <> coalesce(k.valid, 0)
            """
        );
        await Expect(
            0,
            "events whose counter differs from their ticket types",
            """
            SELECT count(*) FROM events e WHERE e.sold <> (SELECT sum(t.sold) FROM ticket_types t WHERE t.event_id = e.id)
            """
        );
        await Expect(
            0,
            "sold orders whose tickets differ from their lines",
            """
            SELECT count(*) FROM (SELECT order_id, sum(quantity) AS ordered FROM order_lines GROUP BY order_id) l
            JOIN orders o ON o.id = l.order_id AND o.status IN ('Paid', 'Refunded')
            LEFT JOIN (SELECT order_id, count(*) AS issued FROM tickets GROUP BY order_id) k ON k.order_id = o.id
            WHERE l.ordered <> coalesce(k.issued, 0)
            """
        );
        if (faults.Count > 0)
        {
            throw new InvalidOperationException("The database is inconsistent: " + string.Join("; ", faults));
        }
    }
}
