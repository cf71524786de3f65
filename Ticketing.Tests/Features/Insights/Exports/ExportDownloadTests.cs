using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Exports;

public sealed class ExportDownloadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnEitherDatabase("2031-03-30", "2031-03-30T00:00:00+00:00", "2031-03-30T22:59:59+00:00")]
    [OnEitherDatabase("2031-10-26", "2031-10-25T23:00:00+00:00", "2031-10-26T23:59:59+00:00")]
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
        var orders = await staff.ReadExportAsync($"orders.csv?from={day}&to={day}");
        Assert.Equal(inside, orders.Select(row => row["Reference"]));
        Assert.Equal(instants, orders.Select(row => Parse(row["Ordered"])));
        Assert.Equal(inside, (await staff.ReadExportAsync($"attendees.csv?from={day}&to={day}")).Select(row => row["Order"]));
        Assert.Equal(
            (day, "2"),
            (await staff.ReadExportAsync($"sales.csv?from={day}&to={day}")).Select(row => (row["Day"], row["Orders"])).Single()
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Typed_text_is_never_a_formula_and_round_trips(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync("=HYPERLINK(\"http://x\"), \"quoted\"\r\nsecond line", _ => { });
        var names = new[]
        {
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\tTab",
            "\rReturn",
            "Zoë, \"the\" 漢字 🎻",
            "Line\nbreak",
            "1=1",
            "＝1+1",
            " ＋1",
            "－1",
            "＠SUM(A1)",
        };
        var i = 0;
        await app.InsertUnpaidOrdersAsync(show, names.Length, _ => new Buyer(names[i++], "a@example.com", "+442071838750"));
        using var staff = await app.SignInAsStaffAsync();
        var rows = await staff.ReadExportAsync("orders.csv");
        Assert.Equal(
            names.Select(name => "=+-@\t\r ＝－＠".Contains(name[0], StringComparison.Ordinal) ? "'" + name : name),
            rows.Select(row => row["Buyer"])
        );
        Assert.All(
            rows,
            row => Assert.Equal(("'" + show.Title, "+44 20 7183 8750", "2031"), (row["Event"], row["Phone"], row["Ordered"][..4]))
        );
        var bytes = await staff.DownloadAsync(ExportReader.Folder + "orders.csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
    }

    [Theory]
    [OnEitherDatabase("from=31.1.2031", "“31.1.2031” isn’t a date")]
    [OnEitherDatabase("to=1999-12-31", "between 2000 and 2099")]
    [OnEitherDatabase("from=2031-02-02&to=2031-02-01", "The last day is before the first")]
    [OnEitherDatabase("event=x", "There is no such event")]
    [OnEitherDatabase("event=0199a000-0000-7000-8000-000000000001", "There is no such event")]
    public async Task Invalid_filters_are_reported_beside_their_field(DatabaseProvider database, string query, string says)
    {
        await using var app = new TicketingApp(database);
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.OpenAsync($"{ExportReader.Folder}orders.csv?{query}")).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains(says, page.Document.QuerySelector("form .error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("[role=alert]"));
        Assert.Empty(await GetAuditEntriesAsync(app));
    }

    [Theory, OnEitherDatabase]
    public async Task Every_export_is_audited(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var staff = await app.SignInAsStaffAsync();
        foreach (var list in new[] { "orders", "attendees", "sales" })
        {
            using var response = await staff.SendAsync(
                new HttpRequestMessage(HttpMethod.Get, $"{ExportReader.Folder}{list}.csv?from=2031-01-01&to=2031-01-31")
            );
            Assert.Equal($"{list}-2031-01-01-to-2031-01-31.csv", response.Content.Headers.ContentDisposition!.FileName);
            Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        }

        using var head = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Head, ExportReader.Folder + "orders.csv"));
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

    [Theory, OnEitherDatabase]
    public async Task The_page_links_all_three_exports(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.OpenAsync($"/admin/insights/export?event={show.Id}&from=2031-01-01")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(
            ["orders.csv", "orders.xlsx", "attendees.csv", "attendees.xlsx", "sales.csv", "sales.xlsx"],
            page.Document.QuerySelectorAll("form[aria-label=Export] button[formaction]")
                .Select(button => button.GetAttribute("formaction")!.Split('/')[^1])
        );
        Assert.NotNull(page.Document.QuerySelector($"option[selected][value='{show.Id}']"));
    }

    private static DateTimeOffset Parse(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    private static Task<List<AuditEntry>> GetAuditEntriesAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<AuditEntry>>(db =>
            db.Set<AuditEntry>()
                .Where(entry => entry.Action.StartsWith("export."))
                .OrderBy(entry => entry.At)
                .ThenBy(entry => entry.Id)
                .ToListAsync(Ct)
        );
}
