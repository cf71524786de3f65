using Microsoft.EntityFrameworkCore;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;
using Ticketing.Features.Insights.Events;
using Ticketing.Features.Insights.Events.Arrivals;
using Ticketing.Features.Insights.Events.Pace;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Events;

/// <summary>Each figure against a recount in memory, after weeks of random sales, refunds and check-ins.</summary>
public sealed class EventFiguresRecountTests
{
    private const int Steps = 45;
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Every_figure_matches_a_recount(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var random = new Random(seed);

        // The clocks go forward during the sale.
        app.Clock.SetUtcNow(new DateTimeOffset(2031, 3, 10, 9, 0, 0, TimeSpan.Zero));
        var show = await ShowAsync(app);
        await RunRandomHistoryAsync(app, show, await ShowAsync(app), random);
        await MoveAnOrderToEurosAsync(app, show);
        var books = await EventRecords.ReadAsync(app, show.Id);

        var now = await app.GetEventAsync(show);
        AssertSums(books, await app.UseAsync<EventFigureQueries, EventFigures>(queries => queries.GetForEventAsync(now, Ct)), seed);
        AssertPace(books, show, (await app.UseAsync<PaceQueries, EventPace>(queries => queries.GetForEventAsync(now, Ct))).Curve, seed);
        AssertArrivals(books, await app.UseAsync<ArrivalQueries, ArrivalCurve>(queries => queries.GetForEventAsync(now, Ct)), seed);
    }

    private static void AssertSums(EventRecords books, EventFigures figures, int seed)
    {
        var ours = books.Sold.Where(o => o.Currency == "GBP").ToList();
        var paidFor = ours.Where(o => o.Channel != OrderChannel.Comp).Sum(o => o.Lines.Sum(line => line.Quantity));
        var valid = books.Tickets.Where(t => t.Status == TicketStatus.Valid).ToList();
        Equal(ours.Sum(o => o.Total), figures.Revenue.MinorUnits, "revenue", seed);
        Equal(books.Refunds.Where(r => r.Currency == "GBP").Sum(r => r.Amount), figures.Refunds.MinorUnits, "refunds", seed);
        Equal(books.Refunds.Sum(r => r.Lines.Count), figures.RefundedTickets, "refunded tickets", seed);
        Equal(
            (long)Math.Round(ours.Sum(o => o.Total) / (decimal)paidFor, MidpointRounding.AwayFromZero),
            figures.AveragePrice!.Value.MinorUnits,
            "average",
            seed
        );
        Equal(books.Sold.Count(o => o.Status == OrderStatus.Paid), figures.PaidOrders, "paid orders", seed);
        Equal(books.Sold.Count(o => o.Status == OrderStatus.Refunded), figures.RefundedOrders, "refunded orders", seed);
        Equal(valid.Count, figures.ValidTickets, "tickets out", seed);
        Equal(valid.Count(t => books.ChannelOf(t) == OrderChannel.Comp), figures.Comps, "comps", seed);
        Equal(valid.Count(t => t.CheckedInAt != null), figures.Admitted, "admitted", seed);
        Assert.Equal(["EUR"], figures.OtherCurrencies);
        foreach (var type in figures.Types)
        {
            foreach (var channel in Enum.GetValues<OrderChannel>())
            {
                Equal(
                    valid.Count(t => t.TicketTypeId == type.Id && books.ChannelOf(t) == channel),
                    type.CountFor(channel),
                    $"{type.Category} {channel}",
                    seed
                );
            }

            Equal(
                valid.Count(t => t.TicketTypeId == type.Id && t.CheckedInAt == null),
                type.NotAdmitted,
                $"no-shows {type.Category}",
                seed
            );
        }
    }

    private static void AssertPace(EventRecords books, Event show, PaceCurve curve, int seed)
    {
        for (var day = 0; day <= 30; day++)
        {
            var sold = books.Sold.Where(o => DaysBefore(show, o.PaidAt!.Value) >= day).Sum(o => o.Lines.Sum(line => line.Quantity));
            var back = books.Refunds.Where(r => DaysBefore(show, r.RequestedAt) >= day).Sum(r => r.Lines.Count);
            Equal(sold - back, curve.At(day), $"out {day} days before", seed);
        }

        Equal(books.Tickets.Count(t => t.Status == TicketStatus.Valid), curve.Final, "out in the end", seed);
    }

    private static void AssertArrivals(EventRecords books, ArrivalCurve curve, int seed)
    {
        Dictionary<Guid, DateTimeOffset> came = [];
        foreach (var scan in books.Scans.Where(s => s.Result is ScanResult.Admitted or ScanResult.Undone))
        {
            if (!came.Remove(scan.TicketId!.Value) && scan.Result == ScanResult.Admitted)
            {
                came[scan.TicketId.Value] = scan.At;
            }
        }

        Equal(came.Count, curve.Total, "came in", seed);
        Equal(came.Values.Min(), curve.First!.Value, "the first", seed);
        Equal(came.Values.Max(), curve.Last!.Value, "the last", seed);
        foreach (var quarter in curve.Quarters)
        {
            var end = quarter.From.AddMinutes(15);
            Equal(came.Values.Count(at => at >= quarter.From && at < end), quarter.Arrivals, $"came at {quarter.From}", seed);
            Equal(came.Values.Count(at => at < end), quarter.TotalArrivals, $"in by {end}", seed);
        }
    }

    private static void Equal<T>(T expected, T actual, string what, int seed) =>
        Assert.True(Equals(expected, actual), $"{what}: {actual}, and a recount gives {expected} (seed {seed})");

    private static int DaysBefore(Event show, DateTimeOffset at) => Math.Max(0, (DayOf(show.StartsAt) - DayOf(at)).Days);

    private static DateTime DayOf(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, London).Date;

    private static Task<Event> ShowAsync(TicketingApp app) =>
        app.PublishEventAsync(
            _ => { },
            new TicketTypeDraft("Standing", 1400, 80),
            new TicketTypeDraft("Seated", 2400, 60),
            new TicketTypeDraft("Friends", 0, 40)
        );

    private static async Task RunRandomHistoryAsync(TicketingApp app, Event show, Event other, Random random)
    {
        List<Order> orders = [];
        for (var step = 0; step < Steps; step++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(random.Next(10, 1400 * 27 / Steps)));
            var category = new[] { "Standing", "Seated", "Friends" }[random.Next(3)];
            switch (random.Next(10))
            {
                case < 5:
                    orders.Add(await app.SellAsync(show, category, random.Next(1, 5), (BoxOfficePayment)random.Next(3)));
                    break;
                case < 7:
                    orders.Add(await app.BuyAsync(show, category, random.Next(1, 4)));
                    break;
                case 7:
                    await app.SellAsync(other, category, 1);
                    break;
                default:
                    await RefundAsync(app, orders, random);
                    break;
            }
        }

        orders.Add(await app.SellAsync(show, "Seated", 4, BoxOfficePayment.Complimentary));
        await CheckInAsync(app, show, orders, random);
        await RefundAsync(app, orders, random);
    }

    private static async Task RefundAsync(TicketingApp app, List<Order> orders, Random random)
    {
        if (
            orders.Count > 0
            && orders[random.Next(orders.Count)] is var order
            && (await app.GetTicketsAsync(order)).Where(t => t.Status == TicketStatus.Valid).Select(t => t.Number).ToArray()
                is { Length: > 0 } valid
        )
        {
            await app.TryRefundAsync(order, keepFee: random.Next(2) == 0, valid[..random.Next(1, valid.Length + 1)]);
        }
    }

    private static async Task CheckInAsync(TicketingApp app, Event show, List<Order> orders, Random random)
    {
        app.Clock.SetUtcNow(show.DoorsAt!.Value);
        foreach (var order in orders.Where(_ => random.Next(4) > 0))
        {
            app.Clock.Advance(TimeSpan.FromSeconds(random.Next(20, 600)));
            foreach (var code in await app.GetTicketCodesAsync(order))
            {
                var answer = await app.ScanAsync(show, code);
                if (answer.Scan.Result == ScanResult.Admitted && random.Next(6) == 0)
                {
                    await app.UndoAdmissionAsync(answer);
                }
            }
        }
    }

    private static Task MoveAnOrderToEurosAsync(TicketingApp app, Event show) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                async () =>
                {
                    var id = await db.Set<Order>()
                        .Where(o => o.EventId == show.Id && o.PaidAt != null && o.Total > 0)
                        .OrderBy(o => o.Id)
                        .Select(o => o.Id)
                        .FirstAsync(Ct);
                    await db.Set<Order>().Where(o => o.Id == id).ExecuteUpdateAsync(set => set.SetProperty(o => o.Currency, "EUR"), Ct);
                    await db.Set<Refund>()
                        .Where(r => r.OrderId == id)
                        .ExecuteUpdateAsync(set => set.SetProperty(r => r.Currency, "EUR"), Ct);
                },
                Ct
            )
        );

    private sealed record EventRecords(List<Order> Orders, List<Ticket> Tickets, List<Refund> Refunds, List<Scan> Scans)
    {
        public IEnumerable<Order> Sold => Orders.Where(o => o.WasSold);

        public OrderChannel ChannelOf(Ticket ticket) => Orders.Single(o => o.Id == ticket.OrderId).Channel;

        public static Task<EventRecords> ReadAsync(TicketingApp app, Guid show) =>
            app.UseAsync<TicketingDbContext, EventRecords>(async db =>
            {
                var orders = (await db.Set<Order>().AsNoTracking().Include(o => o.Lines).ToListAsync(Ct))
                    .Where(o => o.EventId == show)
                    .ToList();
                var ids = orders.Where(o => o.WasSold).Select(o => o.Id).ToHashSet();
                var refunds = (await db.Set<Refund>().AsNoTracking().Include(r => r.Lines).ToListAsync(Ct))
                    .Where(r => ids.Contains(r.OrderId))
                    .ToList();
                var tickets = (await db.Set<Ticket>().AsNoTracking().ToListAsync(Ct)).Where(t => t.EventId == show).ToList();
                var scans = (await db.Set<Scan>().AsNoTracking().ToListAsync(Ct))
                    .Where(s => s.EventId == show)
                    .OrderBy(s => s.At)
                    .ThenBy(s => s.Id)
                    .ToList();
                return new EventRecords(orders, tickets, refunds, scans);
            });
    }
}
