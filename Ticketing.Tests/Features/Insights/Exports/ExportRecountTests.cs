using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Exports;

/// <summary>Parses the exports with a CSV reader and recounts them from the tables.</summary>
public sealed class ExportRecountTests(ITestOutputHelper output)
{
    private const int Seed = 20310203;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Exports_match_a_recount_of_the_tables(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var random = new Random(Seed);
        output.WriteLine($"seed {Seed}");
        var shows = new[] { await app.PublishEventAsync(), await app.PublishEventAsync("Other", _ => { }) };
        for (var i = 0; i < 25; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(random.Next(5, 900)));
            var order = await app.SellAsync(
                shows[random.Next(2)],
                "Standing",
                random.Next(1, 4),
                random.Next(3) == 0 ? BoxOfficePayment.Complimentary : BoxOfficePayment.Cash
            );
            if (random.Next(3) == 0)
            {
                app.Clock.Advance(TimeSpan.FromMinutes(random.Next(5, 900)));
                await app.StartRefundAsync(order, 1);
            }
        }

        await app.InsertHistoryAsync(random, shows, 80, TicketingApp.Start, app.Clock.GetUtcNow());
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Ticket>()
                        .Where(t => t.Number == 1 && t.Status == TicketStatus.Valid)
                        .ExecuteUpdateAsync(set => set.SetProperty(t => t.CheckedInAt, TicketingApp.Start), Ct),
                ct: Ct
            )
        );
        using var staff = await app.SignInAsStaffAsync();
        var from = DateOnly.FromDateTime(TicketingApp.Start.DateTime).AddDays(2);
        var to = from.AddDays(3);
        foreach (
            var query in new[]
            {
                "",
                $"?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}",
                $"?event={shows[1].Id}",
                $"?from={from:yyyy-MM-dd}&event={shows[0].Id}",
            }
        )
        {
            await RecountAsync(
                app,
                staff,
                query,
                query.Contains("from", StringComparison.Ordinal) ? from : null,
                query.Contains("to", StringComparison.Ordinal) ? to : null,
                query.Contains("event", StringComparison.Ordinal)
                    ? shows.Single(show => query.Contains(show.Id.ToString(), StringComparison.Ordinal)).Id
                    : null
            );
        }
    }

    private static async Task RecountAsync(TicketingApp app, Browser staff, string query, DateOnly? from, DateOnly? to, Guid? eventId)
    {
        var (orders, refunds, tickets) = await app.UseAsync<TicketingDbContext, (List<Order>, List<Refund>, List<Ticket>)>(async db =>
            (
                await db.Set<Order>().Include(o => o.Lines).ToListAsync(Ct),
                await db.Set<Refund>().ToListAsync(Ct),
                await db.Set<Ticket>().ToListAsync(Ct)
            )
        );
        bool Within(DateTimeOffset? at) => at is { } known && (from is null || Day(known) >= from) && (to is null || Day(known) <= to);
        bool Asked(Guid id) => eventId is null || id == eventId;
        var made = orders.Where(o => Within(o.CreatedAt) && Asked(o.EventId)).ToDictionary(o => o.Reference);
        var rows = await staff.ReadExportAsync("orders.csv" + query);
        Assert.Equal(
            made.Values.OrderBy(o => o.CreatedAt).ThenBy(o => o.Id.ToString(), StringComparer.Ordinal).Select(o => o.Reference),
            rows.Select(row => row["Reference"])
        );
        Assert.All(
            rows,
            row =>
            {
                var order = made[row["Reference"]];
                var back = refunds.Where(r => r.OrderId == order.Id).Sum(r => r.Amount);
                Assert.Equal(
                    (
                        order.ReceiptLabel,
                        GetStatus(order, back),
                        GetChannel(order.Channel),
                        Text(order.Total),
                        Text(order.FaceValue),
                        Text(back),
                        $"{order.Lines.Sum(l => l.Quantity)}"
                    ),
                    (row["Receipt"], row["Status"], row["Channel"], row["Total"], row["Face value"], row["Refunded"], row["Tickets"])
                );
                Assert.Equal(
                    (
                        Text(order.BookingFee),
                        Text(order.Tax),
                        order.TaxRatePercent,
                        order.Currency,
                        order.PaidWith ?? "",
                        order.BuyerEmail,
                        PhoneNumber.Format(order.BuyerPhone)
                    ),
                    (
                        row["Booking fee"],
                        row["Tax"],
                        decimal.Parse(row["Tax rate"], CultureInfo.InvariantCulture),
                        row["Currency"],
                        row["Paid with"],
                        row["Email"],
                        row["Phone"]
                    )
                );
                Assert.Equal(
                    (TruncateToSecond(order.CreatedAt), TruncateToSecond(order.PaidAt)),
                    (Parse(row["Ordered"]), row["Paid"].Length == 0 ? null : Parse(row["Paid"]))
                );
            }
        );

        var sold = orders.Where(o => o.WasSold && Within(o.PaidAt) && Asked(o.EventId)).ToDictionary(o => o.Id);
        Assert.Equal(
            tickets
                .Where(t => sold.ContainsKey(t.OrderId))
                .Select(t =>
                    $"{sold[t.OrderId].Reference} {t.Number} {t.Status} {(t.CheckedInAt is null ? "" : "2031-02-03T12:00:00+00:00")}"
                )
                .Order(),
            (await staff.ReadExportAsync("attendees.csv" + query))
                .Select(row => $"{row["Order"]} {row["Ticket"]} {row["Status"]} {row["Checked in"]}")
                .Order()
        );

        var events = orders.ToDictionary(o => o.Id);
        var promised = refunds
            .Where(r => r.Cause != RefundCause.PaidTooLate && Within(r.RequestedAt) && Asked(events[r.OrderId].EventId))
            .ToList();
        var expected = sold
            .Values.Select(o =>
                (
                    Key: (Day(o.PaidAt!.Value), o.EventId, o.Channel, o.Currency),
                    o.Total,
                    Tickets: o.Lines.Sum(l => l.Quantity),
                    Orders: 1,
                    Back: 0L
                )
            )
            .Concat(
                promised.Select(r =>
                    (
                        Key: (Day(r.RequestedAt), events[r.OrderId].EventId, events[r.OrderId].Channel, r.Currency),
                        Total: 0L,
                        Tickets: 0,
                        Orders: 0,
                        Back: r.Amount
                    )
                )
            )
            .GroupBy(sale => sale.Key)
            .Select(g =>
                $"{g.Key.Item1:yyyy-MM-dd} {GetChannel(g.Key.Channel)} {g.Key.Currency} {g.Sum(s => s.Orders)} {g.Sum(s => s.Tickets)} "
                + $"{Text(g.Sum(s => s.Total))} {Text(g.Sum(s => s.Back))}"
            );
        Assert.Equal(
            expected.Order(),
            (await staff.ReadExportAsync("sales.csv" + query))
                .Select(row =>
                    $"{row["Day"]} {row["Channel"]} {row["Currency"]} {row["Orders"]} {row["Tickets"]} {row["Total"]} {row["Refunds"]}"
                )
                .Order()
        );
    }

    private static string GetStatus(Order order, long refunded) =>
        order.Status switch
        {
            OrderStatus.Pending => "Not paid yet",
            OrderStatus.PaidTooLate => "Paid after sell-out",
            OrderStatus.Paid when refunded > 0 => refunded < order.Total ? "Part refunded" : "Refunded",
            var other => other.ToString(),
        };

    private static string GetChannel(OrderChannel channel) => channel == OrderChannel.BoxOffice ? "Box office" : channel.ToString();

    private static string Text(long pence) => new Money(pence, "GBP").ToDecimalString();

    private static DateTimeOffset? TruncateToSecond(DateTimeOffset? instant) =>
        instant is { } at ? at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)) : null;

    private static DateTimeOffset Parse(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    private static DateOnly Day(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime);
}
