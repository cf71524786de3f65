using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Sales;

/// <summary>Figures against a recount of all orders, around the start of summer time.</summary>
public sealed class SalesReportTests(ITestOutputHelper output)
{
    private const int Orders = 400;
    private const int Seed = 20310330;
    private static readonly DateTimeOffset Begin = new(2031, 3, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2031, 4, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_report_matches_a_recount(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var (random, shows) = await FillAsync(app);
        var all = await AllAsync<Order>(app, orders => orders.Include(o => o.Lines));
        var refunds = await AllAsync<Refund>(app);
        foreach (var filter in Filters(random, shows))
        {
            var sold = all.Where(o => o.Currency == "GBP" && (o.Status is OrderStatus.Paid or OrderStatus.Refunded))
                .Where(o => Fits(filter, o, o.PaidAt!.Value))
                .ToList();
            var back = refunds
                .Where(r => r.Cause != RefundCause.PaidTooLate && r.Currency == "GBP")
                .Where(r => Fits(filter, all.Single(o => o.Id == r.OrderId), r.RequestedAt))
                .ToList();

            var report = await app.UseAsync<SalesReportQueries, SalesReport>(count => count.GetReportAsync(filter, Ct));

            Assert.Equal(Recount(sold, back), report.Total);
            Assert.Equal(
                sold.Select(o => (DayOf(o.PaidAt!.Value), o.Channel))
                    .Union(back.Select(r => (DayOf(r.RequestedAt), FindOrder(r).Channel)))
                    .Order(),
                report.Days.Keys.Order()
            );
            Assert.All(
                report.Days,
                day =>
                    Assert.Equal(
                        Recount(
                            sold.Where(o => (DayOf(o.PaidAt!.Value), o.Channel) == day.Key),
                            back.Where(r => (DayOf(r.RequestedAt), FindOrder(r).Channel) == day.Key)
                        ),
                        day.Value
                    )
            );
            Assert.All(
                report.Events,
                e => Assert.Equal(Recount(sold.Where(o => o.EventId == e.Key), back.Where(r => FindOrder(r).EventId == e.Key)), e.Value)
            );
            Assert.All(
                report.Channels,
                c => Assert.Equal(Recount(sold.Where(o => o.Channel == c.Key), back.Where(r => FindOrder(r).Channel == c.Key)), c.Value)
            );
            Assert.Equal(Recount(sold, back), report.Channels.Values.Aggregate(SalesTotals.Zero, (sum, next) => sum + next));
            Assert.Equal(Recount(sold, back), report.Events.Values.Aggregate(SalesTotals.Zero, (sum, next) => sum + next));
            AssertHours(sold, report.Hours);
        }

        Order FindOrder(Refund refund) => all.Single(o => o.Id == refund.OrderId);
    }

    [Theory, OnBothDatabases]
    public async Task The_funnel_matches_a_recount(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var (random, shows) = await FillAsync(app);
        var holds = await AllAsync<Hold>(app);
        var orders = (await AllAsync<Order>(app)).ToDictionary(o => o.HoldId);
        var payments = (await AllAsync<Payment>(app)).ToDictionary(p => p.OrderId);
        foreach (var filter in Filters(random, shows))
        {
            var seen = holds
                .Where(h => Fits(filter.Period, h.PlacedAt) && (filter.EventId is null || h.EventId == filter.EventId))
                .Where(h => !orders.TryGetValue(h.Id, out var o) || o.Channel == OrderChannel.Online)
                .ToList();

            var funnel = await app.UseAsync<CheckoutFunnel, FunnelReport>(count => count.GetReportAsync(filter.Period, filter.EventId, Ct));

            Assert.Equal(seen.Count, funnel.Held);
            Assert.Equal(seen.Count(h => orders.ContainsKey(h.Id)), funnel.Ordered);
            Assert.Equal(seen.Count(h => StatusOf(h) is OrderStatus.Paid or OrderStatus.Refunded), funnel.Paid);
            Assert.Equal(seen.Count(h => StatusOf(h) is null && h.Status == HoldStatus.Released), funnel.Count(CheckoutExit.HoldReleased));
            Assert.Equal(seen.Count(h => StatusOf(h) is null && h.Status == HoldStatus.Expired), funnel.Count(CheckoutExit.HoldExpired));
            Assert.Equal(seen.Count(h => StatusOf(h) == OrderStatus.PaidTooLate), funnel.Count(CheckoutExit.PaidTooLate));
            Assert.Equal(
                seen.Count(h => StatusOf(h) == OrderStatus.Expired && PaymentOf(h) is null),
                funnel.Count(CheckoutExit.NoPaymentStarted)
            );
            Assert.Equal(
                seen.Count(h => StatusOf(h) == OrderStatus.Expired && PaymentOf(h) == PaymentStatus.Declined),
                funnel.Count(CheckoutExit.PaymentDeclined)
            );
            Assert.Equal(
                seen.Count(h => StatusOf(h) == OrderStatus.Expired && PaymentOf(h) == PaymentStatus.Cancelled),
                funnel.Count(CheckoutExit.PaymentCancelled)
            );
            Assert.Equal(
                seen.Count(h => StatusOf(h) == OrderStatus.Expired && PaymentOf(h) == PaymentStatus.Expired),
                funnel.Count(CheckoutExit.PaymentAbandoned)
            );
        }

        OrderStatus? StatusOf(Hold hold) => orders.TryGetValue(hold.Id, out var order) ? order.Status : null;
        PaymentStatus? PaymentOf(Hold hold) => payments.TryGetValue(orders[hold.Id].Id, out var payment) ? payment.Status : null;
    }

    [Theory, OnBothDatabases]
    public async Task The_best_events_come_first(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await FillAsync(app);
        var filter = new SalesFilter(new Period(new DateOnly(2031, 3, 1), new DateOnly(2031, 5, 30)));
        var report = await app.UseAsync<SalesReportQueries, SalesReport>(count => count.GetReportAsync(filter, Ct));

        var best = await app.UseAsync<EventRanking, IReadOnlyList<RankedEvent>>(ranks => ranks.GetTopAsync(report, 2, Ct));

        Assert.Equal(
            report.Events.OrderByDescending(e => e.Value.Revenue).Take(2).Select(e => (e.Key, e.Value)),
            best.Select(e => (e.Id, e.Totals))
        );
        Assert.All(best, e => Assert.StartsWith("Show ", e.Title, StringComparison.Ordinal));
    }

    [Theory]
    [OnEitherDatabase("2031-03-30", 23)]
    [OnEitherDatabase("2031-10-26", 25)]
    [OnEitherDatabase("2031-06-01", 24)]
    public async Task A_day_has_23_24_or_25_hours(DatabaseProvider database, string day, int hours)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(
            e => e.StartsAt = new DateTimeOffset(2031, 12, 1, 20, 0, 0, TimeSpan.Zero),
            new TicketTypeDraft("Standing", 1400, 400)
        );
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        app.Clock.SetUtcNow(new DateTimeOffset(date.AddDays(-1).ToDateTime(new TimeOnly(21, 30)), TimeSpan.Zero));
        for (var hour = 0; hour < 30; hour++)
        {
            await app.SellAsync(show, "Standing", 1);
            app.Clock.Advance(TimeSpan.FromHours(1));
        }

        var report = await app.UseAsync<SalesReportQueries, SalesReport>(count =>
            count.GetReportAsync(new SalesFilter(new Period(date, date)), Ct)
        );

        Assert.Equal(hours, report.Total.Orders);
        Assert.Equal([(date, OrderChannel.BoxOffice)], report.Days.Keys);
        Assert.Equal(hours, report.Hours.Cast<int>().Sum());
        var weekday = ((int)date.DayOfWeek + 6) % 7;
        Assert.Equal(
            hours == 23 ? 0
                : hours == 25 ? 2
                : 1,
            report.Hours[weekday, 1]
        );
    }

    private async Task<(Random Random, IReadOnlyList<Event> Shows)> FillAsync(TicketingApp app)
    {
        var random = new Random(Seed);
        output.WriteLine($"{Orders} orders, seed {Seed}");
        var shows = new List<Event>();
        for (var i = 0; i < 3; i++)
        {
            shows.Add(await app.PublishEventAsync($"Show {i}", e => e.StartsAt = End.AddDays(i)));
        }

        await app.InsertHistoryAsync(random, shows, Orders, Begin, End);
        return (random, shows);
    }

    private static IEnumerable<SalesFilter> Filters(Random random, IReadOnlyList<Event> shows)
    {
        var everything = new Period(new DateOnly(2031, 1, 1), new DateOnly(2031, 12, 31));
        yield return new SalesFilter(everything);
        yield return new SalesFilter(new Period(new DateOnly(2031, 3, 30), new DateOnly(2031, 3, 30)));
        for (var i = 0; i < 12; i++)
        {
            var first = new DateOnly(2031, 3, 8).AddDays(random.Next(40));
            yield return new SalesFilter(
                new Period(first, first.AddDays(random.Next(20))),
                random.Next(2) == 0 ? null : shows[random.Next(shows.Count)].Id,
                random.Next(2) == 0 ? null : Enum.GetValues<OrderChannel>()[random.Next(3)]
            );
        }
    }

    private static SalesTotals Recount(IEnumerable<Order> sold, IEnumerable<Refund> back)
    {
        var orders = sold.ToList();
        return new SalesTotals(
            orders.Sum(o => o.Total),
            orders.Sum(o => o.Lines.Sum(l => l.Quantity)),
            orders.Count,
            orders.Count(o => o.Total > 0),
            back.Sum(r => r.Amount)
        );
    }

    private static void AssertHours(List<Order> sold, int[,] hours)
    {
        for (var day = 0; day < 7; day++)
        {
            for (var hour = 0; hour < 24; hour++)
            {
                Assert.Equal(
                    sold.Count(o => Local(o.PaidAt!.Value) is var at && ((int)at.DayOfWeek + 6) % 7 == day && at.Hour == hour),
                    hours[day, hour]
                );
            }
        }
    }

    private static bool Fits(SalesFilter filter, Order order, DateTimeOffset at) =>
        Fits(filter.Period, at)
        && (filter.EventId is null || order.EventId == filter.EventId)
        && (filter.Channel is null || order.Channel == filter.Channel);

    private static bool Fits(Period period, DateTimeOffset at) => DayOf(at) >= period.First && DayOf(at) <= period.Last;

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    private static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, London);

    private static Task<List<T>> AllAsync<T>(TicketingApp app, Func<IQueryable<T>, IQueryable<T>>? with = null)
        where T : class =>
        app.UseAsync<TicketingDbContext, List<T>>(db => (with ?? (all => all))(db.Set<T>().AsNoTracking()).ToListAsync(Ct));
}
