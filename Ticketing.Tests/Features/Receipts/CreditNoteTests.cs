using System.Globalization;
using System.Net;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Receipts;

public sealed class CreditNoteTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Credit_notes_are_numbered_without_a_gap_however_many_refunds_settle_at_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var orders = new List<Order>();
        for (var i = 0; i < 8; i++)
        {
            orders.Add(await app.BuyAsync(show, "Ada Lovelace", 2));
        }

        foreach (var order in orders)
        {
            await app.StartRefundAsync(order, 1);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(app.RunJobAsync<RefundJob>, Ct)));
        var numbers = new List<long>();
        foreach (var order in orders)
        {
            numbers.Add(Assert.Single(await app.GetRefundsAsync(order)).CreditNoteNumber!.Value);
        }

        Assert.Equal(Enumerable.Range(0, 8).Select(i => numbers.Min() + i), numbers.Order());
    }

    [Theory, OnEitherDatabase]
    public async Task A_receipt_lists_the_refunds_and_what_remains_after_each(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 3);
        Assert.DoesNotContain("Remaining", await ReceiptAsync(order), StringComparison.Ordinal);
        var first = await RefundAsync(order, 2);
        app.Clock.Advance(TimeSpan.FromDays(1));
        var second = await RefundAsync(order, 1, 3);
        var receipt = await ReceiptAsync(order);
        Assert.Contains(
            $"Refunds Credit note Refunded Remaining {Day(first.SettledAt!.Value)} {first.CreditNoteLabel} £15.00 £30.00 "
                + $"{Day(second.SettledAt!.Value)} {second.CreditNoteLabel} £30.00 £0.00",
            receipt,
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_credit_note_says_which_tickets_of_which_receipt_were_refunded(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 3);
        var refunds = new[] { await RefundAsync(order, 2), await RefundAsync(order, 1, 3) };
        using var buyer = await OpenedAsync(order);
        var page = Assert.Single(PdfReader.Pages(await buyer.DownloadAsync(PathOf(order, refunds[0]))));
        Assert.All(
            [
                $"Credit note {refunds[0].CreditNoteLabel}",
                "Refunded to Date of issue",
                order.BuyerName,
                order.Reference,
                $"Receipt {order.ReceiptLabel} of {Day(order.PaidAt!.Value)}",
                "Standing, ticket 2 of 3 £14.00",
                "Booking fee £1.00",
                "Total refunded £15.00",
                "VAT at 20% £12.50 £2.50 £15.00",
                "To your original payment method",
            ],
            fact => Assert.Contains(fact, page, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("ticket 1 of 3", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tax_of_credit_notes_adds_up_to_that_of_the_order()
    {
        await using var venue = app = new TicketingApp().Set("Pricing:TaxRatePercent", "7").Set("Pricing:BookingFeeFixed", "0");
        var order = await app.BuyAsync(await app.PublishEventAsync(new TicketTypeDraft("Standing", 1010, 10)), "Ada Lovelace", 3);
        var taxes = new List<long>();
        using var staff = await app.SignInAsStaffAsync();
        foreach (var number in new[] { 1, 2, 3 })
        {
            var page = PdfReader.Pages(await staff.DownloadAsync("/admin" + PathOf(order, await RefundAsync(order, number))))[0];
            taxes.Add(PdfReader.MinorUnits(page[page.IndexOf("VAT at 7%", StringComparison.Ordinal)..].Split(' ')[4]));
        }

        Assert.Equal(order.Tax, taxes.Sum());
        Assert.NotEqual(taxes[0], taxes[1]);
    }

    [Theory, OnEitherDatabase]
    public async Task The_mail_about_a_refund_brings_its_credit_note(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 2);
        var refund = await RefundAsync(order, 1);
        var mail = await app.ComposeRefundMailAsync(order);
        var file = Assert.Single(mail.Attachments);
        Assert.Equal((FileNameOf(order, refund), "application/pdf"), (file.FileName, file.MediaType));
        Assert.Contains(refund.CreditNoteLabel, PdfReader.Pages(file.Content)[0], StringComparison.Ordinal);
        Assert.All(
            [mail.Text, mail.Html],
            text => Assert.Contains($"Your credit note {refund.CreditNoteLabel} is attached.", text, StringComparison.Ordinal)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Free_tickets_have_no_credit_note(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(new TicketTypeDraft("Entry", 0, 10)), "Ada Lovelace", 1);
        Assert.Null((await RefundAsync(order)).CreditNoteNumber);
        Assert.Empty((await app.ComposeRefundMailAsync(order)).Attachments);
    }

    [Theory, OnEitherDatabase]
    public async Task The_buyer_and_staff_download_it_from_the_order_and_nobody_else_does(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Ada Lovelace", 1);
        var path = PathOf(order, await RefundAsync(order));
        using var buyer = await OpenedAsync(order);
        using var staff = await app.SignInAsStaffAsync();
        foreach (var (browser, prefix) in new[] { (buyer, ""), (staff, "/admin") })
        {
            var page = await browser.OpenAsync($"{prefix}/orders/{order.Reference}");
            Assert.NotNull(page.Document.QuerySelector($"a[href='{prefix}{path}']"));
            using var response = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, prefix + path));
            Assert.Equal(FileNameOf(order, await RefundOf(order)), response.Content.Headers.ContentDisposition!.FileName);
        }

        var others = await app.BuyAsync(show, "Ada Lovelace", 1);
        using var other = await OpenedAsync(others);
        using var stranger = app.NewBrowser();
        (await other.OpenAsync(path)).ExpectStatus(HttpStatusCode.Forbidden);
        (await stranger.OpenAsync(path)).ExpectStatus(HttpStatusCode.Forbidden);
        var swapped = path.Replace(order.Reference, others.Reference, StringComparison.Ordinal);
        (await other.OpenAsync(swapped)).ExpectStatus(HttpStatusCode.NotFound);
        (await staff.OpenAsync("/admin" + swapped)).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refund_that_the_bank_returned_keeps_its_number_when_it_is_made_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 2);
        var refund = await RefundAsync(order, 1);
        await app.UseAsync<SettleRefund, int>(settle =>
            settle.FailAfterSuccessAsync(refund.Id, new RefundState.Failed(refund.ProviderReference!, "Account closed"), Ct)
        );
        Assert.DoesNotContain("Remaining", await ReceiptAsync(order), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await app.UseAsync<RetryRefund, bool>(retry => retry.RetryAsync(refund.Id, Ct)));
        await app.RunJobAsync<RefundJob>();
        var again = await RefundOf(order);
        Assert.Equal(
            (RefundStatus.Succeeded, refund.CreditNoteNumber, refund.CreditNoteAt),
            (again.Status, again.CreditNoteNumber, again.CreditNoteAt)
        );
    }

    [Theory]
    [InlineData("de", "Dein Stornobeleg")]
    [InlineData("ar", "إشعارك الدائن")]
    public async Task It_is_written_in_the_language_of_the_order(string tag, string sentence)
    {
        app = venues.On(DatabaseProvider.Sqlite);
        using (ShippedLanguages.Find(tag)!.Use())
        {
            var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 1);
            await RefundAsync(order);
            var mail = await app.ComposeRefundMailAsync(order);
            Assert.Contains(sentence, mail.Text, StringComparison.Ordinal);
            var page = PdfReader.Pages(Assert.Single(mail.Attachments).Content)[0];
            Assert.DoesNotContain("Credit note", page, StringComparison.Ordinal);
            Assert.DoesNotContain("efunded", page, StringComparison.Ordinal);
        }
    }

    private async Task<Refund> RefundAsync(Order order, params int[] numbers)
    {
        await app.StartRefundAsync(order, numbers);
        await app.RunJobAsync<RefundJob>();
        return await RefundOf(order);
    }

    private async Task<Refund> RefundOf(Order order) => (await app.GetRefundsAsync(order))[^1];

    private async Task<string> ReceiptAsync(Order order) => PdfReader.Pages(await app.ReceiptAsync(order))[0];

    private static string Day(DateTimeOffset instant) => instant.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string PathOf(Order order, Refund refund) => $"/orders/{order.Reference}/credit-notes/{refund.CreditNoteNumber}.pdf";

    private static string FileNameOf(Order order, Refund refund) => $"credit-note-{order.Reference}-{refund.CreditNoteNumber}.pdf";

    private async Task<Browser> OpenedAsync(Order order)
    {
        var token = await app.UseAsync<OrderAccessTokens, string>(access => access.CreateAsync(order.Id, Ct));
        var browser = app.NewBrowser();
        (await browser.OpenAsync($"/orders/{order.Reference}?token={token}")).ExpectStatus(HttpStatusCode.OK);
        return browser;
    }
}
