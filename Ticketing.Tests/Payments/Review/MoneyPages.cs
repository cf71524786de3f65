using System.Net;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Payments.Review;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments.Review;

public sealed class MoneyPages
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Where_all_is_well_it_says_so_with_the_sums_of_both_sides(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (_, payment) = await app.SellAsync(2);
        await app.HearAsync(app.PayBack(payment, 500));
        await app.SellAsync(1);
        app.Books.Payments.Add(new ProviderPayment("till", null, ProviderPaymentStatus.Paid, new Money(450, "GBP"), 0, 20, app.Clock.GetUtcNow()));
        using var staff = await app.SignedInAsync();
        app.Books.Asked = default;

        var page = (await staff.OpenAsync("/admin/payments")).Expect(HttpStatusCode.OK);

        Assert.Contains("Everything agrees.", page.Text, StringComparison.Ordinal);
        Assert.Equal("2 2 –", RowOf(page, "Payments"));
        Assert.Equal("£45.00 £45.00 –", RowOf(page, "Taken"));
        Assert.Equal("£5.00 £5.00 –", RowOf(page, "Paid back"));
        Assert.Equal("£1.08 £1.08 –", RowOf(page, "Fees"));
        Assert.Contains("1 payment at the provider is none of this box office’s", page.Text, StringComparison.Ordinal);
        Assert.Equal("page", page.Document.QuerySelector(".top a[href='/admin/payments']")!.GetAttribute("aria-current"));
        Assert.Equal((3, 0), app.Books.Asked);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_begun_before_midnight_and_settled_after_it_is_no_difference_on_either_day(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);

        // A slow bank payment, created at the provider long before midnight.
        app.Clock.SetUtcNow(new DateTimeOffset(2031, 2, 4, 0, 5, 0, TimeSpan.Zero));
        var (order, payment) = await app.SellAsync();
        app.Books.Payments[0] = app.Books.Payments[0] with { At = new DateTimeOffset(2031, 2, 3, 20, 0, 0, TimeSpan.Zero) };
        var refund = await app.RefundedAsync(order);
        await app.RunAsync<RefundPass>();
        var name = Assert.Single(await app.RefundsOfAsync(order)).ProviderReference!;
        app.Books.Refunds.Add(new ProviderRefund(
            payment.Reference!, refund.Id, refund.IdempotencyKey, refund.Money, new RefundState.Succeeded(name), new DateTimeOffset(2031, 2, 5, 9, 0, 0, TimeSpan.Zero)));
        using var staff = await app.SignedInAsync();

        foreach (var (day, taken, back) in new[] { ("2031-02-03", "£15.00", "£0.00"), ("2031-02-05", "£0.00", "£15.00") })
        {
            var page = await staff.OpenAsync($"/admin/payments?from={day}&to={day}");
            Assert.Contains("Everything agrees.", page.Text, StringComparison.Ordinal);
            Assert.Equal($"{taken} {taken} –", RowOf(page, "Taken"));
            Assert.Equal($"{back} {back} –", RowOf(page, "Paid back"));
        }

        var between = await staff.OpenAsync("/admin/payments?from=2031-02-04&to=2031-02-04");
        Assert.Contains("Everything agrees.", between.Text, StringComparison.Ordinal);
        Assert.Contains("No money moved in these days.", between.Text, StringComparison.Ordinal);
    }

    [Theory]
    [OnBothDatabases("from=yesterday", "“yesterday” is not a day")]
    [OnBothDatabases("from=2031-02-03&to=2031-02-01", "The first day is after the last.")]
    [OnBothDatabases("from=2030-01-01&to=2031-02-01", "92 days at most can be compared at once.")]
    public async Task Days_that_cannot_be_are_refused_in_words(DatabaseProvider database, string query, string told)
    {
        await using var app = new BookedVenue(database);
        using var staff = await app.SignedInAsync();
        var page = (await staff.OpenAsync($"/admin/payments?{query}")).Expect(HttpStatusCode.BadRequest);
        Assert.Contains(told, page.Text, StringComparison.Ordinal);
        Assert.Contains("You see the last 7 days instead.", page.Text, StringComparison.Ordinal);
        Assert.Equal(("2031-01-28", "2031-02-03"), (page.Document.QuerySelector("#from")!.GetAttribute("value"), page.Document.QuerySelector("#to")!.GetAttribute("value")));
    }

    [Theory, OnBothDatabases]
    public async Task A_provider_that_is_down_leaves_our_own_side_on_the_page(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync();
        await app.HearAsync(app.PayBack(payment, payment.Amount));
        await app.HearAsync(app.Dispute(payment, DisputeStatus.NeedsResponse, TimeSpan.FromDays(3)));
        app.Books.IsDown = true;
        using var staff = await app.SignedInAsync();

        var page = (await staff.OpenAsync("/admin/payments")).Expect(HttpStatusCode.OK);

        Assert.Contains("does not answer, so nothing could be compared", page.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Everything agrees", page.Text, StringComparison.Ordinal);
        Assert.Contains("Money gone, tickets valid", page.Text, StringComparison.Ordinal);
        Assert.Contains($"{order.Reference} Ada Lovelace £15.00 Needs an answerby Thu 6 Feb 2031, 12:00, 3 days left", page.Text, StringComparison.Ordinal);

        // Voiding tickets does not need the provider.
        await page.SubmitAsync("form:has([name='kind'][value='StillValid'])");
        Assert.Equal(OrderStatus.Refunded, (await app.AgainAsync(order)).Status);
    }

    [Theory]
    [OnBothDatabases("Sandbox", "Sandbox keeps no books that could be compared")]
    [OnBothDatabases("None", "No payment provider is set up")]
    public async Task A_provider_without_books_is_said_to_have_none(DatabaseProvider database, string provider, string told)
    {
        await using var app = new TicketingApp(database).Set("Payments:Provider", provider);
        using var staff = await app.SignedInAsync();
        var page = (await staff.OpenAsync("/admin/payments")).Expect(HttpStatusCode.OK);
        Assert.Contains(told, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Everything agrees", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody is paying just now.", page.Text, StringComparison.Ordinal);
        Assert.Contains("No buyer’s bank has disputed a payment.", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Open_payments_are_listed_and_asked_about_at_once(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var code = await app.HeldAsync(await app.PublishAsync(), "Standing", 1);
        var session = Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(code));
        var order = (await app.OrderOfAsync(code))!;
        using var staff = await app.SignedInAsync();
        var page = await staff.OpenAsync("/admin/payments");
        Assert.Contains($"{order.Reference} Ada Lovelace £15.00", page.Text, StringComparison.Ordinal);

        Assert.Contains("Asked about 1 payment: 0 settled, 1 still open.", (await page.SubmitAsync("form[action$='Ask']")).Text, StringComparison.Ordinal);
        await app.ChooseAsync(session, SandboxStatus.Paid);
        var asked = await page.SubmitAsync("form[action$='Ask']");

        Assert.Contains("Asked about 1 payment: 1 settled, 0 still open.", asked.Text, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Paid, (await app.AgainAsync(order)).Status);
        Assert.Contains("No payment is open.", (await page.SubmitAsync("form[action$='Ask']")).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_post_that_names_no_difference_is_refused(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (_, payment) = await app.SellAsync();
        app.PayBack(payment, 500);
        using var staff = await app.SignedInAsync();
        var page = await staff.OpenAsync("/admin/payments");
        foreach (var (kind, about, status) in new[]
                 {
                     ("Nonsense", "x", HttpStatusCode.BadRequest), ("99", "x", HttpStatusCode.BadRequest), ("", "", HttpStatusCode.BadRequest),
                     ("StillValid", "no-id", HttpStatusCode.OK), ("RefundUnknownThere", $"{Guid.NewGuid()}", HttpStatusCode.OK),
                     ("PaidHereNotThere", $"{payment.Id}", HttpStatusCode.OK), ("DisputeMovedOn", "dp_1", HttpStatusCode.OK),
                 })
        {
            (await page.SubmitAsync("form:has([name='kind'])", new Dictionary<string, string> { ["kind"] = kind, ["about"] = about })).Expect(status);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Too_many_payments_for_one_look_are_said_to_be_too_many(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        app.Books.Payments.AddRange(Enumerable.Range(0, MoneyReview.Most + 1).Select(i =>
            new ProviderPayment($"pi_{i}", null, ProviderPaymentStatus.Paid, new Money(100, "GBP"), 0, null, app.Clock.GetUtcNow())));
        using var staff = await app.SignedInAsync();
        Assert.Contains("more than 10,000 payments, refunds or disputes in these days", (await staff.OpenAsync("/admin/payments")).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_day_that_nobody_there_knows_costs_a_hundred_questions_at_most(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var show = await app.PublishAsync(new TypeDraft("Standing", 1400, 500));
        for (var i = 0; i < 104; i++)
        {
            await app.SellAsync(1, show);
        }

        app.Books.Payments.Clear();
        using var staff = await app.SignedInAsync();
        app.Books.Asked = default;

        var page = await staff.OpenAsync("/admin/payments");

        Assert.Equal((3, 100), app.Books.Asked);
        Assert.Contains("4 things of ours did not stand in Sandbox’s lists", page.Text, StringComparison.Ordinal);
        Assert.Contains("100 differences", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_days_first_page_tells_of_disputes_and_of_tickets_that_do_not_fit_their_money(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        using var staff = await app.SignedInAsync();
        Assert.Empty((await staff.OpenAsync("/admin")).Document.QuerySelectorAll(".needs a[href^='/admin/payments']"));
        var (_, disputed) = await app.SellAsync();
        await app.HearAsync(app.Dispute(disputed, DisputeStatus.NeedsResponse, TimeSpan.FromDays(5)));
        var (_, lost) = await app.SellAsync();
        await app.HearAsync(app.Dispute(lost, DisputeStatus.Lost));
        var (won, payment) = await app.SellAsync();
        await app.HearAsync(app.Dispute(payment, DisputeStatus.NeedsResponse));
        await app.UseAsync<SuspendTickets>(suspend => suspend.SuspendAsync(won.Id, Ct));
        await app.HearAsync(app.Dispute(payment, DisputeStatus.Won));

        var needs = (await staff.OpenAsync("/admin")).Document.QuerySelectorAll(".needs a[href^='/admin/payments']").Select(link => link.TextContent).ToList();

        Assert.Equal(
        [
            "1 dispute needs an answer, the first: 4 days left", "1 order paid back whole, or lost to the bank: its tickets still let people in",
            "1 order’s dispute was won, and the door still refuses its tickets",
        ], needs);
    }

    private static string RowOf(Page page, string name) => string.Join(' ', page.Document.QuerySelectorAll(".sums tbody tr")
        .Single(row => row.QuerySelector("th")!.TextContent == name).QuerySelectorAll("td").Select(cell => cell.TextContent));
}
