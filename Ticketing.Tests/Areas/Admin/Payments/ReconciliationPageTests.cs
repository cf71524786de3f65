using System.Net;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Payments;

public sealed class ReconciliationPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Without_differences_both_totals_are_shown(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (_, payment) = await app.SellOnlineAsync(2);
        await app.SyncAsync(app.AddProviderRefund(payment, 500));
        await app.SellOnlineAsync(1);
        app.Ledger.Payments.Add(
            new ProviderPayment("till", null, ProviderPaymentStatus.Paid, new Money(450, "GBP"), 0, 20, app.Clock.GetUtcNow())
        );
        using var staff = await app.SignInAsStaffAsync();
        app.Ledger.Calls = default;

        var page = (await staff.OpenAsync("/admin/payments")).ExpectStatus(HttpStatusCode.OK);

        Assert.Contains("Everything agrees.", page.Text, StringComparison.Ordinal);
        Assert.Equal("2 2 –", GetRow(page, "Payments"));
        Assert.Equal("£45.00 £45.00 –", GetRow(page, "Taken"));
        Assert.Equal("£5.00 £5.00 –", GetRow(page, "Paid back"));
        Assert.Equal("£1.08 £1.08 –", GetRow(page, "Fees"));
        Assert.Contains("1 payment at the provider is none of this box office’s", page.Text, StringComparison.Ordinal);
        Assert.Equal("page", page.Document.QuerySelector(".top a[href='/admin/payments']")!.GetAttribute("aria-current"));
        Assert.Equal((3, 0), app.Ledger.Calls);
    }

    [Theory, OnEitherDatabase]
    public async Task Records_settled_across_midnight_are_no_difference(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);

        // A slow bank payment, created at the provider long before midnight.
        app.Clock.SetUtcNow(new DateTimeOffset(2031, 2, 4, 0, 5, 0, TimeSpan.Zero));
        var (order, payment) = await app.SellOnlineAsync();
        app.Ledger.Payments[0] = app.Ledger.Payments[0] with { CreatedAt = new DateTimeOffset(2031, 2, 3, 20, 0, 0, TimeSpan.Zero) };
        var refund = await app.StartRefundAsync(order);
        await app.RunJobAsync<RefundJob>();
        var name = Assert.Single(await app.GetRefundsAsync(order)).ProviderReference!;
        app.Ledger.Refunds.Add(
            new ProviderRefund(
                payment.Reference!,
                refund.Id,
                refund.IdempotencyKey,
                refund.Money,
                new RefundState.Succeeded(name),
                new DateTimeOffset(2031, 2, 5, 9, 0, 0, TimeSpan.Zero)
            )
        );
        using var staff = await app.SignInAsStaffAsync();

        foreach (var (day, taken, back) in new[] { ("2031-02-03", "£15.00", "£0.00"), ("2031-02-05", "£0.00", "£15.00") })
        {
            var page = await staff.OpenAsync($"/admin/payments?from={day}&to={day}");
            Assert.Contains("Everything agrees.", page.Text, StringComparison.Ordinal);
            Assert.Equal($"{taken} {taken} –", GetRow(page, "Taken"));
            Assert.Equal($"{back} {back} –", GetRow(page, "Paid back"));
        }

        var between = await staff.OpenAsync("/admin/payments?from=2031-02-04&to=2031-02-04");
        Assert.Contains("Everything agrees.", between.Text, StringComparison.Ordinal);
        Assert.Contains("No money moved in these days.", between.Text, StringComparison.Ordinal);
    }

    [Theory]
    [OnEitherDatabase("from=yesterday", "“yesterday” is not a day")]
    [OnEitherDatabase("from=2031-02-03&to=2031-02-01", "The first day is after the last.")]
    [OnEitherDatabase("from=2030-01-01&to=2031-02-01", "92 days at most can be compared at once.")]
    public async Task Invalid_date_ranges_are_refused_with_a_message(DatabaseProvider database, string query, string told)
    {
        await using var app = new ProviderLedgerVenue(database);
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.OpenAsync($"/admin/payments?{query}")).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains(told, page.Text, StringComparison.Ordinal);
        Assert.Contains("Showing the last 7 days instead.", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            ("2031-01-28", "2031-02-03"),
            (page.Document.QuerySelector("#from")!.GetAttribute("value"), page.Document.QuerySelector("#to")!.GetAttribute("value"))
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Local_records_are_shown_while_the_provider_is_down(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync();
        await app.SyncAsync(app.AddProviderRefund(payment, payment.Amount));
        await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.NeedsResponse, TimeSpan.FromDays(3)));
        app.Ledger.IsDown = true;
        using var staff = await app.SignInAsStaffAsync();

        var page = (await staff.OpenAsync("/admin/payments")).ExpectStatus(HttpStatusCode.OK);

        Assert.Contains(
            "does not answer, so nothing could be compared",
            page.Document.QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Everything agrees", page.Text, StringComparison.Ordinal);
        Assert.Contains("Money returned, tickets valid", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            $"{order.Reference} Ada Lovelace £15.00 Needs an answerby Thu 6 Feb 2031, 12:00, 3 days left",
            page.Text,
            StringComparison.Ordinal
        );

        // Voiding tickets does not need the provider.
        await page.SubmitAsync("form:has([name='kind'][value='TicketsStillValid'])");
        Assert.Equal(OrderStatus.Refunded, (await app.ReloadAsync(order)).Status);
    }

    [Theory]
    [OnEitherDatabase("Sandbox", "Sandbox payments can’t be reconciled")]
    [OnEitherDatabase("None", "No payment provider is set up")]
    public async Task A_provider_without_a_ledger_is_explained(DatabaseProvider database, string provider, string told)
    {
        await using var app = new TicketingApp(database).Set("Payments:Provider", provider);
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.OpenAsync("/admin/payments")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains(told, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Everything agrees", page.Text, StringComparison.Ordinal);
        Assert.Contains("No payments in progress.", page.Text, StringComparison.Ordinal);
        Assert.Contains("No buyer’s bank has disputed a payment.", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Open_payments_are_listed_and_can_be_checked(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var code = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 1);
        var session = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        var order = (await app.FindOrderByHoldAsync(code))!;
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync("/admin/payments");
        Assert.Contains($"{order.Reference} Ada Lovelace £15.00", page.Text, StringComparison.Ordinal);

        Assert.Contains(
            "Asked about 1 payment: 0 settled, 1 still open.",
            (await page.SubmitAsync("form[action$='Ask']")).Text,
            StringComparison.Ordinal
        );
        await app.SetSandboxOutcomeAsync(session, SandboxStatus.Paid);
        var asked = await page.SubmitAsync("form[action$='Ask']");

        Assert.Contains("Asked about 1 payment: 1 settled, 0 still open.", asked.Text, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Paid, (await app.ReloadAsync(order)).Status);
        Assert.Contains("No payment is open.", (await page.SubmitAsync("form[action$='Ask']")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_post_that_names_no_difference_is_refused(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (_, payment) = await app.SellOnlineAsync();
        app.AddProviderRefund(payment, 500);
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync("/admin/payments");
        foreach (
            var (kind, about, status) in new[]
            {
                ("Nonsense", "x", HttpStatusCode.BadRequest),
                ("99", "x", HttpStatusCode.BadRequest),
                ("", "", HttpStatusCode.BadRequest),
                ("TicketsStillValid", "no-id", HttpStatusCode.OK),
                ("RefundNotFoundAtProvider", $"{Guid.NewGuid()}", HttpStatusCode.OK),
                ("PaidLocallyOnly", $"{payment.Id}", HttpStatusCode.OK),
                ("DisputeChanged", "dp_1", HttpStatusCode.OK),
            }
        )
        {
            (
                await page.SubmitAsync("form:has([name='kind'])", new Dictionary<string, string> { ["kind"] = kind, ["about"] = about })
            ).ExpectStatus(status);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Too_many_payments_to_compare_are_reported(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        app.Ledger.Payments.AddRange(
            Enumerable
                .Range(0, PaymentReconciliation.MaxRecords + 1)
                .Select(i => new ProviderPayment(
                    $"pi_{i}",
                    null,
                    ProviderPaymentStatus.Paid,
                    new Money(100, "GBP"),
                    0,
                    null,
                    app.Clock.GetUtcNow()
                ))
        );
        using var staff = await app.SignInAsStaffAsync();
        Assert.Contains(
            "more than 10,000 payments, refunds or disputes in these days",
            (await staff.OpenAsync("/admin/payments")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_day_missing_at_the_provider_costs_at_most_a_hundred_lookups(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 500));
        for (var i = 0; i < 105; i++)
        {
            await app.SellOnlineAsync(1, show);
        }

        // One is known: otherwise the keys would be those of another account.
        app.Ledger.Payments.RemoveRange(1, 104);
        using var staff = await app.SignInAsStaffAsync();
        app.Ledger.Calls = default;

        var page = await staff.OpenAsync("/admin/payments");

        Assert.Equal((3, 100), app.Ledger.Calls);
        Assert.Contains("4 records of ours were not in Sandbox’s lists", page.Text, StringComparison.Ordinal);
        Assert.Contains("100 differences", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_today_page_lists_disputes_and_ticket_mismatches(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        using var staff = await app.SignInAsStaffAsync();
        Assert.Empty((await staff.OpenAsync("/admin")).Document.QuerySelectorAll(".needs a[href^='/admin/payments']"));
        var (_, disputed) = await app.SellOnlineAsync();
        await app.SyncAsync(app.AddProviderDispute(disputed, DisputeStatus.NeedsResponse, TimeSpan.FromDays(5)));
        var (_, lost) = await app.SellOnlineAsync();
        await app.SyncAsync(app.AddProviderDispute(lost, DisputeStatus.Lost));
        var (won, payment) = await app.SellOnlineAsync();
        await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.NeedsResponse));
        await app.UseAsync<SuspendTickets>(suspend => suspend.SuspendAsync(won.Id, Ct));
        await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.Won));

        var needs = (await staff.OpenAsync("/admin"))
            .Document.QuerySelectorAll(".needs > li:has(a[href^='/admin/payments']) > span")
            .Select(text => text.TextContent)
            .ToList();

        Assert.Equal(
            [
                "1 dispute needs a reply: 4 days left",
                "1 order was refunded in full or lost to the bank, but its tickets still admit people",
                "1 order’s dispute was won, but its tickets are still refused at the door",
            ],
            needs
        );
    }

    private static string GetRow(BrowserPage page, string name) =>
        string.Join(
            ' ',
            page.Document.QuerySelectorAll(".sums tbody tr")
                .Single(row => row.QuerySelector("th")!.TextContent == name)
                .QuerySelectorAll("td")
                .Select(cell => cell.TextContent)
        );
}
