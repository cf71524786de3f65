using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Receipts;

public class ReceiptPdfTests
{
    private static readonly TicketTypeDraft[] Many =
    [
        .. Enumerable.Range(1, 20).Select(i => new TicketTypeDraft($"Category{i}", 1000 + i * 137, 100)),
    ];

    [Theory, OnEitherDatabase]
    public async Task A_receipt_says_who_sold_what_to_whom_and_how_it_was_paid(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database)
            .Set("Site:LegalName", "Blue Room Concerts Ltd")
            .Set("Site:Address", "12 Canal Street\nLeeds")
            .Set("Site:TaxNumber", "GB 123 4567 89");
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 2, 1);
        var page = Assert.Single(PdfReader.Pages(await app.ReceiptAsync(order)));
        Assert.All(
            [
                "Receipt",
                "R-000001",
                "Blue Room Concerts Ltd",
                "12 Canal Street",
                "VAT no. GB 123 4567 89",
                "Ada Lovelace",
                order.Reference,
                "Date of issue",
                "3 February 2031",
                "(London time)",
                "Nadia Karim Quartet",
                "Monday 3 March 2031",
                "Standing 2 £14.00 £28.00",
                "Seated 1 £24.00 £24.00",
                "Booking fee £3.50",
                "Total £55.50",
                "VAT at 20% £46.25 £9.25 £55.50",
                "Paid 3 February 2031, 12:0",
                PaymentMethodText.Describe(order.PaidWith),
                order.PaymentReference!,
                "page 1 of 1",
                "Questions? hello@blueroom.example",
            ],
            fact => Assert.Contains(fact, page, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("nvoice", page, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_venue_without_a_legal_name_signs_with_its_own(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 1);
        var page = Assert.Single(PdfReader.Pages(await app.ReceiptAsync(order)));
        Assert.StartsWith("The Blue Room Receipt R-000001 Received from", page, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Twenty_lines_go_on_under_the_same_headings_and_add_up_to_the_total(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(_ => { }, Many), "Ada Lovelace", [.. Enumerable.Repeat(1, 20)]);
        var pdf = await app.ReceiptAsync(order);
        var pages = PdfReader.Pages(pdf);
        Assert.Equal(2, pages.Length);
        Assert.All(pages, page => Assert.Contains("Ticket Quantity Price Amount", page, StringComparison.Ordinal));
        Assert.Contains("page 2 of 2", pages[1], StringComparison.Ordinal);

        var amounts = PdfReader.RightmostAmounts(pdf);
        Assert.Equal(order.Lines.Select(l => l.FaceValue).Append(order.BookingFee), amounts[..21]);
        Assert.Equal(order.Total, amounts[..21].Sum());
        Assert.Equal([order.Total, order.Total], amounts[21..]);
    }

    [Theory, OnEitherDatabase]
    public async Task The_total_is_never_parted_from_the_last_line(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(_ => { }, Many);
        for (var lines = 12; lines <= 20; lines++)
        {
            var order = await app.BuyAsync(show, "Ada Lovelace", [.. Enumerable.Repeat(1, lines)]);
            var last = PdfReader.Pages(await app.ReceiptAsync(order)).Single(page => page.Contains("Total £", StringComparison.Ordinal));
            Assert.Contains($"Category{lines} 1 £", last, StringComparison.Ordinal);
            Assert.Contains("Booking fee £", last, StringComparison.Ordinal);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task What_was_free_is_called_free_and_carries_no_tax(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(_ => { }, new TicketTypeDraft("Entry", 0, 50)), "Ada Lovelace", 2);
        var page = Assert.Single(PdfReader.Pages(await app.ReceiptAsync(order)));
        Assert.Contains("Entry 2 Total Free Ordered", page, StringComparison.Ordinal);
        Assert.DoesNotContain("£0.00", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tax", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Paid", page, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_currency_without_decimals_shows_none(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database)
            .Set("Site:Currency", "JPY")
            .Set("Pricing:TaxRatePercent", "10")
            .Set("Pricing:BookingFeeFixed", "0");
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 2);
        var page = Assert.Single(PdfReader.Pages(await app.ReceiptAsync(order)));
        Assert.Contains("Standing 2 ¥1,400 ¥2,800", page, StringComparison.Ordinal);
        Assert.Contains("VAT at 10% ¥2,673 ¥267 ¥2,940", page, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Receipts_are_numbered_without_a_gap_however_many_buy_at_once(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(e => e.MaxFreeTicketsPerPerson = 12, new TicketTypeDraft("Entry", 0, 50));
        var orders = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => app.BuyAsync(show, "Ada Lovelace", 1))));
        Assert.Equal(Enumerable.Range(1, 12).Select(n => (long?)n), orders.Select(o => o.ReceiptNumber).Order());
        var latest = orders.MaxBy(o => o.ReceiptNumber)!;
        Assert.Contains("R-000012", PdfReader.Pages(await app.ReceiptAsync(latest))[0], StringComparison.Ordinal);
        Assert.All(orders, order => Assert.Equal(OrderStatus.Paid, order.Status));
    }
}
