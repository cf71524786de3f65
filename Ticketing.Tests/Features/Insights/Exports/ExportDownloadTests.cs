using System.Globalization;
using System.Net;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
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
public sealed class ExportDownloadTests(ITestOutputHelper output)
{
    private const int Seed = 20310203;
    private const string Folder = "/admin/insights/export/";

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

    [Theory]
    [OnBothDatabases("2031-03-30", "2031-03-30T00:00:00+00:00", "2031-03-30T22:59:59+00:00")]
    [OnBothDatabases("2031-10-26", "2031-10-25T23:00:00+00:00", "2031-10-26T23:59:59+00:00")]
    public async Task A_day_is_the_venue_s_also_when_its_clocks_change(DatabaseProvider database, string day, string first, string last)
    {
        await using var app = new TicketingApp(database);
        var instants = new[] { Parse(first), Parse(last) };
        app.Clock.SetUtcNow(instants[0].AddSeconds(-1));
        var show = await app.PublishEventAsync("Late", e => e.StartsAt = instants[1].AddDays(9));
        await app.SellAsync(show, "Standing", 1);
        var inside = new List<string>();
        foreach (var instant in instants)
        {
            app.Clock.SetUtcNow(instant);
            inside.Add((await app.SellAsync(show, "Standing", 1)).Reference);
        }

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.SellAsync(show, "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();
        var orders = await ReadAsync(staff, $"orders.csv?from={day}&to={day}");
        Assert.Equal(inside, orders.Select(row => row["Reference"]));
        Assert.Equal(instants, orders.Select(row => Parse(row["Ordered"])));
        Assert.Equal(inside, (await ReadAsync(staff, $"attendees.csv?from={day}&to={day}")).Select(row => row["Order"]));
        Assert.Equal(
            (day, "2"),
            (await ReadAsync(staff, $"sales.csv?from={day}&to={day}")).Select(row => (row["Day"], row["Orders"])).Single()
        );
    }

    [Theory, OnBothDatabases]
    public async Task Typed_text_is_never_a_formula_and_round_trips(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync("=HYPERLINK(\"http://x\"), \"quoted\"\r\nsecond line", _ => { });
        var names = new[] { "=1+1", "+1", "-1", "@SUM(A1)", "\tTab", "\rReturn", "Zoë, \"the\" 漢字 🎻", "Line\nbreak", "1=1" };
        var i = 0;
        await app.InsertUnpaidOrdersAsync(show, names.Length, _ => new Buyer(names[i++], "a@example.com", "+442071838750"));
        using var staff = await app.SignInAsStaffAsync();
        var rows = await ReadAsync(staff, "orders.csv");
        Assert.Equal(
            names.Select(name => "=+-@\t\r".Contains(name[0], StringComparison.Ordinal) ? "'" + name : name),
            rows.Select(row => row["Buyer"])
        );
        Assert.All(
            rows,
            row => Assert.Equal(("'" + show.Title, "'+442071838750", "2031"), (row["Event"], row["Phone"], row["Ordered"][..4]))
        );
        var bytes = await staff.DownloadAsync(Folder + "orders.csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
    }

    [Theory]
    [OnBothDatabases("from=31.1.2031", "“31.1.2031” is not a day")]
    [OnBothDatabases("to=1999-12-31", "between 2000 and 2099")]
    [OnBothDatabases("from=2031-02-02&to=2031-02-01", "The last day is before the first")]
    [OnBothDatabases("event=x", "There is no such event")]
    [OnBothDatabases("event=0199a000-0000-7000-8000-000000000001", "There is no such event")]
    public async Task Invalid_filters_are_reported_beside_their_field(DatabaseProvider database, string query, string says)
    {
        await using var app = new TicketingApp(database);
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.OpenAsync($"{Folder}orders.csv?{query}")).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains(says, page.Document.QuerySelector("form .error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("[role=alert]"));
        Assert.Empty(await GetAuditEntriesAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task Every_export_is_audited(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var staff = await app.SignInAsStaffAsync();
        foreach (var list in new[] { "orders", "attendees", "sales" })
        {
            using var response = await staff.SendAsync(
                new HttpRequestMessage(HttpMethod.Get, $"{Folder}{list}.csv?from=2031-01-01&to=2031-01-31")
            );
            Assert.Equal($"{list}-2031-01-01-to-2031-01-31.csv", response.Content.Headers.ContentDisposition!.FileName);
            Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        }

        using var head = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Head, Folder + "orders.csv"));
        var trail = await GetAuditEntriesAsync(app);
        Assert.Equal(["export.orders", "export.attendees", "export.sales"], trail.Select(entry => entry.Action));
        Assert.All(
            trail,
            entry =>
                Assert.True(
                    entry.ActorId is not null
                        && AuditText.IsKnown(entry.Action)
                        && entry.After.Contains("2031-01-31", StringComparison.Ordinal)
                )
        );
    }

    [Theory, OnBothDatabases]
    public async Task The_page_links_all_three_exports(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.OpenAsync($"/admin/insights/export?event={show.Id}&from=2031-01-01")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(2, page.Document.QuerySelectorAll("form[aria-label=Export] button[formaction]").Length);
        Assert.NotNull(page.Document.QuerySelector($"option[selected][value='{show.Id}']"));
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
        var rows = await ReadAsync(staff, "orders.csv" + query);
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
                        order.Status.ToString(),
                        order.Channel.ToString(),
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
                        order.BuyerPhone
                    ),
                    (
                        row["Booking fee"],
                        row["Tax"],
                        decimal.Parse(row["Tax rate"], CultureInfo.InvariantCulture),
                        row["Currency"],
                        row["Paid with"],
                        row["E-mail"],
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
            (await ReadAsync(staff, "attendees.csv" + query))
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
                $"{g.Key.Item1:yyyy-MM-dd} {g.Key.Channel} {g.Key.Currency} {g.Sum(s => s.Orders)} {g.Sum(s => s.Tickets)} {Text(g.Sum(s => s.Total))} {Text(g.Sum(s => s.Back))}"
            );
        Assert.Equal(
            expected.Order(),
            (await ReadAsync(staff, "sales.csv" + query))
                .Select(row =>
                    $"{row["Day"]} {row["Channel"]} {row["Currency"]} {row["Orders"]} {row["Tickets"]} {row["Total"]} {row["Refunds"]}"
                )
                .Order()
        );
    }

    private static string Text(long pence) => new Money(pence, "GBP").ToDecimalString();

    private static DateTimeOffset? TruncateToSecond(DateTimeOffset? instant) =>
        instant is { } at ? at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)) : null;

    private static DateTimeOffset Parse(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    private static DateOnly Day(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime);

    private static Task<List<AuditEntry>> GetAuditEntriesAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<AuditEntry>>(db =>
            db.Set<AuditEntry>()
                .Where(entry => entry.Action.StartsWith("export."))
                .OrderBy(entry => entry.At)
                .ThenBy(entry => entry.Id)
                .ToListAsync(Ct)
        );

    private static async Task<List<Dictionary<string, string>>> ReadAsync(Browser staff, string path)
    {
        using var csv = CsvReader.Create(await staff.DownloadAsync(Folder + path));
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(
                csv.Headers.Select((name, column) => (name, column)).ToDictionary(cell => cell.name, cell => csv.GetString(cell.column))
            );
        }

        return rows;
    }
}
