using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Exports;

/// <summary>The choices of format, and workbooks.</summary>
public sealed class ExportFormatTests
{
    private const int ManyRows = 50_000;
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_chosen_format_is_remembered_for_the_person_alone(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await SellAsync(app);
        using var staff = await app.SignInAsStaffAsync();
        using var colleague = await app.SignInAsStaffAsync();

        Assert.Contains(";14,00;", await ReadAsync(staff, "orders.csv?separator=semicolon&dates=local"), StringComparison.Ordinal);
        var again = await ReadAsync(staff, "orders.csv");
        var attendees = await ReadAsync(staff, "attendees.csv");

        Assert.StartsWith("Reference;Receipt;", again, StringComparison.Ordinal);
        Assert.Contains("03/02/2031 12:00", again, StringComparison.Ordinal);
        Assert.StartsWith("Order;Ticket;", attendees, StringComparison.Ordinal);
        var page = await staff.OpenAsync("/admin/insights/export");
        Assert.Equal("semicolon", page.Document.QuerySelector("#export-separator option[selected]")?.GetAttribute("value"));
        Assert.Equal("local", page.Document.QuerySelector("#export-dates option[selected]")?.GetAttribute("value"));
        Assert.StartsWith("Reference,Receipt,", await ReadAsync(colleague, "orders.csv"), StringComparison.Ordinal);
        Assert.StartsWith("Reference,Receipt,", await ReadAsync(staff, "orders.csv?separator=comma"), StringComparison.Ordinal);
        Assert.Contains("03/02/2031 12:00", await ReadAsync(staff, "orders.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [OnEitherDatabase("+442071838750", "+44 20 7183 8750")]
    [OnEitherDatabase("+12125550123", "+1 212 555 0123")]
    [OnEitherDatabase("+1;=1+1", "'+1;'=1+1")]
    [OnEitherDatabase("=1+1", "'=1+1")]
    public async Task A_phone_number_is_text_for_address_books_and_never_a_formula(DatabaseProvider database, string stored, string written)
    {
        await using var app = new TicketingApp(database);
        await app.InsertUnpaidOrdersAsync(await app.PublishEventAsync(), 1, _ => new Buyer("Zoë", "zoe@example.com", stored));
        using var staff = await app.SignInAsStaffAsync();

        Assert.Equal(written, Assert.Single(await staff.ReadExportAsync("orders.csv"))["Phone"]);
    }

    [Theory, OnEitherDatabase]
    public async Task The_api_keeps_its_format_whatever_staff_choose(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.InsertUnpaidOrdersAsync(await app.PublishEventAsync(), 1, _ => new Buyer("Zoë", "zoe@example.com", "+442071838750"));
        using var staff = await app.SignInAsStaffAsync();
        await ReadAsync(staff, "orders.csv?separator=semicolon&dates=local");
        var key = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead])).Key;

        var answer = (await app.GetWithTokenAsync("/api/v1/exports/orders", key)).ExpectStatus(HttpStatusCode.OK);

        Assert.StartsWith("Reference,Receipt,", answer.Body.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains("'+442071838750", answer.Body, StringComparison.Ordinal);
        Assert.Contains("2031-02-03T12:00:0", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [OnEitherDatabase("orders", "Email", "E-mail")]
    [OnEitherDatabase("attendees", "Buyer's email", "Buyer's e-mail")]
    public async Task People_and_programs_have_headings_of_their_own(DatabaseProvider database, string name, string read, string parsed)
    {
        await using var app = new TicketingApp(database);
        using var staff = await app.SignInAsStaffAsync();
        var key = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead, ApiScopes.AttendeesRead])).Key;

        Assert.Contains(read, (await ReadAsync(staff, $"{name}.csv")).Trim().Split(','));
        Assert.Contains(parsed, (await app.GetWithTokenAsync($"/api/v1/exports/{name}", key)).Body.Trim().Split(','));
    }

    [Theory, OnEitherDatabase]
    public async Task A_workbook_has_text_numbers_and_dates_in_cells_of_their_kind(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await SellAsync(app);
        await app.InsertUnpaidOrdersAsync(
            await app.PublishEventAsync("=1+1\u0001", _ => { }),
            1,
            _ => new Buyer("=HYPERLINK(\"http://x\")", "a@example.com", "+442071838750")
        );
        using var staff = await app.SignInAsStaffAsync();
        using var answer = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Get, ExportReader.Folder + "orders.xlsx"));

        Assert.Equal(
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "orders-all.xlsx"),
            (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName)
        );
        var rows = ReadWorkbook(await answer.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("Reference", rows[0][0].Value);
        var sold = rows.Single(row => row[0].Value == order.Reference);
        var column = rows[0].FindIndex(cell => cell.Value == "Total");
        Assert.Equal(("n", 14m), (sold[column].Type, decimal.Parse(sold[column].Value, CultureInfo.InvariantCulture)));
        var ordered = sold[rows[0].FindIndex(cell => cell.Value == "Ordered")];
        Assert.Equal(
            new DateTime(2031, 2, 3, 12, 0, 0),
            DateTime.FromOADate(double.Parse(ordered.Value, CultureInfo.InvariantCulture)),
            TimeSpan.FromMinutes(1)
        );
        var typed = rows[^1];
        Assert.Contains(typed, cell => cell.Type != "n" && cell.Value == "=HYPERLINK(\"http://x\")");
        Assert.Contains(typed, cell => cell.Type != "n" && cell.Value == "=1+1");
        Assert.Contains(typed, cell => cell.Type != "n" && cell.Value == "+44 20 7183 8750");
    }

    [Theory, OnEitherDatabase]
    public async Task A_settlement_is_a_workbook_too(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await SellAsync(app);
        using var staff = await app.SignInAsStaffAsync();

        var rows = ReadWorkbook(await staff.DownloadAsync($"/admin/events/{order.EventId}/settlement.xlsx"));
        var csv = Plain(await staff.DownloadAsync($"/admin/events/{order.EventId}/settlement.csv?separator=semicolon"));

        Assert.Contains(rows, row => row[2].Value == "Totals" && row[3].Value == "Net");
        Assert.StartsWith("Event;Date;Part;", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fifty_thousand_rows_are_sent_while_they_are_written(bool isWorkbook)
    {
        var target = new CountingStream();
        var format = TableFormat.Standard with { IsWorkbook = isWorkbook };
        await using var table = await TableWriters.OpenAsync(target, "Rows", ["Order", "Buyer", "Phone", "Total", "Paid"], format, Ct);
        for (var i = 1; i <= ManyRows; i++)
        {
            await table
                .Text($"REF-{i}")
                .Text($"Buyer {i * 7919 % 104_729} {i * 104_729L % 1_299_709}")
                .Phone("+442071838750")
                .Amount(i, "GBP")
                .Instant(TicketingApp.Start.AddSeconds(i))
                .EndRowAsync(Ct);
            if (i % 500 == 0)
            {
                await table.FlushAsync(Ct);
            }
        }

        var sent = target.Written;
        await table.FinishAsync(Ct);

        Assert.True(target.Written > 1_000_000, $"{target.Written} bytes");
        Assert.InRange(target.Written - sent, 0, 200_000);
    }

    private static async Task<Order> SellAsync(TicketingApp app) => await app.SellAsync(await app.PublishEventAsync(), "Standing", 1);

    private static async Task<string> ReadAsync(Browser staff, string path) => Plain(await staff.DownloadAsync(ExportReader.Folder + path));

    private static string Plain(byte[] bytes) => Plain(Encoding.UTF8.GetString(bytes));

    private static string Plain(string text) => text.TrimStart('\uFEFF');

    private static List<List<(string Type, string Value)>> ReadWorkbook(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        using var sheet = archive.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        return
        [
            .. XDocument
                .Load(sheet)
                .Descendants(Main + "row")
                .Select(row => row.Elements(Main + "c").Select(cell => ((string?)cell.Attribute("t") ?? "n", cell.Value)).ToList()),
        ];
    }

    private sealed class CountingStream : MemoryStream
    {
        public long Written { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer) => Written += buffer.Length;

        public override void Write(byte[] buffer, int offset, int count) => Written += count;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Written += count;
            return Task.CompletedTask;
        }
    }
}
