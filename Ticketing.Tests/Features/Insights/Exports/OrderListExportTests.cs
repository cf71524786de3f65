using System.Net;
using System.Text;
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

public sealed class OrderListExportTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_file_has_the_orders_that_the_filters_leave(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var (bought, sold) = (await app.BuyAsync(show, "Standing", 3), await app.SellAsync(show, "Seated", 2));
        await app.StartRefundAsync(bought, 2);
        await app.InsertUnpaidOrdersAsync(show, 2, i => new Buyer($"Wilhelmina {i}", $"w{i}@csv.example", ""));
        using var staff = await app.SignInAsStaffAsync();
        foreach (
            var (filter, expected) in new (string, string[])[]
            {
                ("status=Paid", [bought.Reference, sold.Reference]),
                ("refunded=part", [bought.Reference]),
                ("channel=BoxOffice", [sold.Reference]),
                ($"q={sold.Reference}", [sold.Reference]),
                ("q=wilhelmina&status=Paid", []),
                ("q=' OR 1=1", []),
            }
        )
        {
            var rows = await staff.ReadExportAsync($"/admin/orders.csv?event={show.Id}&{filter}", folder: "");
            Assert.Equal(expected, rows.Select(row => row["Reference"]));
        }
    }

    [Theory, OnEitherDatabase]
    public async Task The_file_says_what_the_list_says(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var sold = await app.SellAsync(show, "Seated", 2);
        await app.StartRefundAsync(sold, 1);
        using var staff = await app.SignInAsStaffAsync();
        var row = Assert.Single(await staff.ReadExportAsync($"/admin/orders.csv?event={show.Id}", folder: ""));
        Assert.Equal(("Part refunded", "Box office"), (row["Status"], row["Channel"]));
        Assert.Contains("Email", row.Keys);
    }

    [Theory, OnEitherDatabase]
    public async Task The_list_is_a_workbook_too_and_the_separator_is_remembered(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.SellAsync(show, "Seated", 2);
        using var staff = await app.SignInAsStaffAsync();
        var list = await staff.OpenAsync($"/admin/orders?event={show.Id}");
        Assert.NotNull(list.Document.QuerySelector($"a[href='/admin/orders.xlsx?event={show.Id}']"));

        var semicolons = await ReadTextAsync($"/admin/orders.csv?event={show.Id}&separator=semicolon");
        Assert.StartsWith("Reference;Receipt;", semicolons, StringComparison.Ordinal);
        Assert.Matches(@";\d+,\d\d;", semicolons);
        Assert.StartsWith("Reference;", await ReadTextAsync($"/admin/orders.csv?event={show.Id}"), StringComparison.Ordinal);

        using var workbook = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/admin/orders.xlsx?event={show.Id}"));
        Assert.Equal(HttpStatusCode.OK, workbook.StatusCode);
        Assert.EndsWith(".xlsx", workbook.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), (await workbook.Content.ReadAsByteArrayAsync(Ct))[..2]);

        async Task<string> ReadTextAsync(string path) => Encoding.UTF8.GetString(await staff.DownloadAsync(path)).TrimStart('\uFEFF');
    }

    [Theory, OnEitherDatabase]
    public async Task Each_download_is_in_the_audit_trail_without_the_words_searched_for(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync($"Audited {Guid.NewGuid()}", _ => { });
        await app.SellAsync(show, "Seated", 2);
        using var staff = await app.SignInAsStaffAsync();
        await staff.ReadExportAsync($"/admin/orders.csv?event={show.Id}&status=Paid&q=Lovelace", folder: "");
        var entry = await app.UseAsync<TicketingDbContext, AuditEntry>(db =>
            db.Set<AuditEntry>().SingleAsync(entry => entry.SubjectName == show.Title && entry.Action == "export.orders", Ct)
        );
        Assert.Contains("\"status\":\"Paid\"", entry.After, StringComparison.Ordinal);
        Assert.Contains("\"searched\":\"yes\"", entry.After, StringComparison.Ordinal);
        Assert.DoesNotContain("Lovelace", entry.After, StringComparison.Ordinal);
        (await staff.OpenAsync($"/admin/orders.csv?event={Guid.NewGuid()}")).ExpectStatus(HttpStatusCode.NotFound);
    }
}
