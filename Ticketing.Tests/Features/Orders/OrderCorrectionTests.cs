using System.Net;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class OrderCorrectionTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_new_name_shows_on_the_buyers_page_and_on_the_ticket(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 2);
        using var staff = await app.SignInAsStaffAsync();
        (
            await (await OpenAsync(staff, order)).SubmitAsync(
                "form[action*=Attendee]",
                new Dictionary<string, string> { ["number"] = "2", ["name"] = "  Grace   Hopper " }
            )
        ).ExpectStatus(HttpStatusCode.OK);
        var pages = PdfReader.Pages(await staff.DownloadAsync($"/admin/orders/{order.Reference}/tickets.pdf"));
        Assert.Contains("Ada Lovelace", pages[0], StringComparison.Ordinal);
        Assert.Contains("Grace Hopper", pages[1], StringComparison.Ordinal);
        using var buyer = app.NewBrowser();
        Assert.Contains("Grace Hopper", (await buyer.OpenAsync(await app.CreateOrderLinkAsync(order))).Text, StringComparison.Ordinal);
        foreach (var name in new[] { "", "\u202e", new string('x', 101) })
        {
            (
                await (await OpenAsync(staff, order)).SubmitAsync(
                    "form[action*=Attendee]",
                    new Dictionary<string, string> { ["name"] = name }
                )
            ).ExpectStatus(HttpStatusCode.BadRequest);
        }

        (
            await (await OpenAsync(staff, order)).SubmitAsync(
                "form[action*=Attendee]",
                new Dictionary<string, string> { ["number"] = "3", ["name"] = "X" }
            )
        ).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Theory, OnEitherDatabase]
    public async Task A_corrected_buyer_takes_the_tickets_in_the_old_name_along(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 2);
        using var staff = await app.SignInAsStaffAsync();
        await (await OpenAsync(staff, order)).SubmitAsync(
            "form[action*=Attendee]",
            new Dictionary<string, string> { ["name"] = "Grace Hopper" }
        );
        var page = await (await OpenAsync(staff, order)).SubmitAsync(
            "form[action*=Buyer]",
            new Dictionary<string, string> { ["name"] = "Ada King", ["phone"] = "0113 496 0000" }
        );
        Assert.Contains("+44 113 496 0000", page.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal(["Grace Hopper", "Ada King"], page.Document.QuerySelectorAll(".rows strong").Select(name => name.TextContent));
        page = await page.SubmitAsync("form[action*=Buyer]", new Dictionary<string, string> { ["phone"] = "ask for Ada, 12" });
        Assert.Contains("ask for Ada, 12", page.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal(
            ["order.attendee_renamed", "order.buyer_corrected", "order.buyer_corrected"],
            (await AuditAsync(order)).Select(entry => entry.Action)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_name_the_company_and_the_receipt_becomes_its_invoice_with_the_same_number(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 2);
        using var staff = await app.SignInAsStaffAsync();
        var page = await CorrectCompanyAsync(staff, order, "Acme Ltd", "", "none");
        Assert.Equal(
            "Enter the address of the company. Enter a valid VAT number, like GB123456789, or none.",
            page.ExpectStatus(HttpStatusCode.BadRequest).Document.QuerySelector("#company-error")!.TextContent
        );
        Assert.Equal("none", page.Document.QuerySelector("#company-tax")!.GetAttribute("value"));

        page = (await CorrectCompanyAsync(staff, order, " Acme  Ltd ", "1 High Street\nLeeds", "GB 123 4567 89")).ExpectStatus(
            HttpStatusCode.OK
        );
        Assert.Contains("Download invoice", page.Text, StringComparison.Ordinal);
        var invoice = PdfReader.Pages(await staff.DownloadAsync($"/admin/orders/{order.Reference}/receipt.pdf"))[0];
        Assert.All(
            ["Invoice", order.ReceiptLabel, "Acme Ltd", "1 High Street", "VAT no. GB 123 4567 89"],
            fact => Assert.Contains(fact, invoice, StringComparison.Ordinal)
        );
        await CorrectCompanyAsync(staff, order, "Acme Ltd", "1 High Street\nLeeds", "GB 123 4567 89");
        (await CorrectCompanyAsync(staff, order, "", "", "")).ExpectStatus(HttpStatusCode.OK);
        Assert.Null((await app.FindOrderAsync(order.Reference))!.Company);

        var audit = (await AuditAsync(order)).Where(entry => entry.Action == "order.company_corrected").OrderBy(entry => entry.At).ToList();
        Assert.Equal(2, audit.Count);
        Assert.Contains("Acme Ltd", audit[0].After, StringComparison.Ordinal);
        Assert.Contains("Acme Ltd", audit[1].Before, StringComparison.Ordinal);
    }

    private static async Task<BrowserPage> CorrectCompanyAsync(Browser staff, Order order, string name, string address, string taxNumber) =>
        await (await OpenAsync(staff, order)).SubmitAsync(
            "form[action*=Company]",
            new Dictionary<string, string>
            {
                ["name"] = name,
                ["address"] = address,
                ["taxNumber"] = taxNumber,
            }
        );

    private static async Task<BrowserPage> OpenAsync(Browser staff, Order order) =>
        (await staff.OpenAsync($"/admin/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.OK);

    private Task<IReadOnlyList<AuditEntry>> AuditAsync(Order order) =>
        app.UseAsync<AuditTrail, IReadOnlyList<AuditEntry>>(audit => audit.GetForSubjectAsync(order.Id, Ct));
}
