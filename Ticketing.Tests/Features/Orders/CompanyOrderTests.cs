using System.Net;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class CompanyOrderTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task A_company_gets_an_invoice_in_place_of_the_receipt(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var paid = await (
            await SubmitAsync(await CheckOutAsync(browser), "Acme  Ltd", "1 High Street\r\nLeeds", "GB 123 4567 89")
        ).PayAsync("paid");
        var order = (await app.FindOrderAsync(paid.GetLastPathSegment()))!;
        Assert.Equal(new Company("Acme Ltd", "1 High Street\nLeeds", "GB 123 4567 89"), order.Company);
        Assert.Contains("Download invoice", paid.Text, StringComparison.Ordinal);
        Assert.Contains($"Invoice {order.ReceiptLabel}", paid.Text, StringComparison.Ordinal);

        using var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{paid.Path}/receipt.pdf"));
        Assert.Equal($"invoice-{order.Reference}.pdf", response.Content.Headers.ContentDisposition!.FileName);
        var page = PdfReader.Pages(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[0];
        Assert.All(
            [$"Invoice {order.ReceiptLabel}", "Invoice to", "Acme Ltd", "1 High Street", "Leeds", "VAT no. GB 123 4567 89"],
            fact => Assert.Contains(fact, page, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("Received from", page, StringComparison.Ordinal);
        Assert.DoesNotContain(order.BuyerName, page, StringComparison.Ordinal);
        var mail = (await app.ConfirmationAsync(order))!;
        Assert.All(
            [
                "You’re in! Your ticket is attached, with your invoice and a calendar file.",
                $"{order.Reference}, invoice {order.ReceiptLabel}",
            ],
            fact => Assert.Contains(fact, mail.Text, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("eceipt", mail.Text, StringComparison.Ordinal);

        await app.StartRefundAsync(order);
        await app.RunJobAsync<RefundJob>();
        var note = PdfReader.Pages((await app.ComposeRefundMailAsync(order)).Attachments[0].Content)[0];
        Assert.Contains($"Invoice {order.ReceiptLabel} of", note, StringComparison.Ordinal);
        Assert.Contains("Acme Ltd", note, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_see_the_company_on_the_order_and_in_the_export(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var paid = await (await SubmitAsync(await CheckOutAsync(browser), "Acme Ltd", "1 High Street\nLeeds", "GB123456789")).PayAsync(
            "paid"
        );
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin{paid.Path}");
        Assert.Contains("1 High Street, Leeds", page.Text, StringComparison.Ordinal);
        Assert.Contains("GB123456789", page.Text, StringComparison.Ordinal);
        var export = System.Text.Encoding.UTF8.GetString(await staff.DownloadAsync("/admin/insights/export/orders.csv"));
        Assert.Contains("Acme Ltd,\"1 High Street\nLeeds\",GB123456789", export.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task What_was_typed_stays_when_some_of_it_is_wrong(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = app.NewBrowser();
        var checkout = await CheckOutAsync(browser);
        Assert.False(checkout.Document.QuerySelector("details.company")!.HasAttribute("open"));
        var refused = (await SubmitAsync(checkout, "", "1 High Street", "none")).ExpectStatus(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            ["Enter the company’s name.", "Enter a valid VAT number, like GB123456789, or leave it empty."],
            refused.Document.QuerySelectorAll("#problems li").Select(li => li.TextContent.Trim())
        );
        Assert.True(refused.Document.QuerySelector("details.company")!.HasAttribute("open"));
        Assert.Equal("1 High Street", refused.Document.QuerySelector("#CompanyAddress")!.TextContent);
        Assert.Equal("none", refused.Document.QuerySelector("#CompanyTaxNumber")!.GetAttribute("value"));

        var back = await (await SubmitAsync(refused, "Acme Ltd", "1 High Street", "")).PayAsync("declined");
        Assert.Equal("Acme Ltd", back.Document.QuerySelector("#CompanyName")!.GetAttribute("value"));
        var paid = await (await SubmitAsync(back, "", "", "")).PayAsync("paid");
        Assert.Null((await app.FindOrderAsync(paid.GetLastPathSegment()))!.Company);
        Assert.Contains("Download receipt", paid.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_must_name_the_company_that_they_add(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/orders/{order.Reference}");
        var refused = await page.SubmitAsync("form[action*='handler=Company']");
        Assert.Equal("Enter the name of the company.", refused.Document.QuerySelector("#company-error")?.TextContent);
    }

    [Theory]
    [InlineData("", "", "", new CompanyError[0])]
    [InlineData("Acme", "", "", new[] { CompanyError.AddressMissing })]
    [InlineData("", "", "GB123456789", new[] { CompanyError.NameMissing, CompanyError.AddressMissing })]
    [InlineData("Acme", "Leeds", "ATU12345678", new CompanyError[0])]
    [InlineData("Acme", "Leeds", "CHE-123.456.789 MWST", new CompanyError[0])]
    [InlineData("Acme", "Leeds", "not known", new[] { CompanyError.TaxNumberInvalid })]
    [InlineData("Acme", "Leeds", "12345678901234567890123456789012 3", new[] { CompanyError.TaxNumberInvalid })]
    public void Name_and_address_are_required_of_a_company(string name, string address, string taxNumber, CompanyError[] errors) =>
        Assert.Equal(errors, CompanyValidator.Validate(name, address, taxNumber).Errors);

    [Fact]
    public void Names_and_addresses_have_to_fit_the_order() =>
        Assert.Equal(
            [CompanyError.NameTooLong, CompanyError.AddressTooLong],
            CompanyValidator.Validate(new string('a', Company.MaxNameLength + 1), new string('b', Company.MaxAddressLength + 1), "").Errors
        );

    private async Task<BrowserPage> CheckOutAsync(Browser browser) =>
        await browser.ChooseTicketsAsync(await app.PublishEventAsync(), ("Standing", 1));

    private static Task<BrowserPage> SubmitAsync(BrowserPage checkout, string name, string address, string taxNumber) =>
        checkout.SubmitAsync(
            CheckoutActions.CheckoutForm,
            new Dictionary<string, string>
            {
                ["Buyer.Name"] = "Ada Lovelace",
                ["Buyer.Email"] = "ada@example.com",
                ["Buyer.CompanyName"] = name,
                ["Buyer.CompanyAddress"] = address,
                ["Buyer.CompanyTaxNumber"] = taxNumber,
            }
        );
}
