using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Data.Postgres;
using Ticketing.Data.Sqlite;
using Ticketing.Insights.Nights;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;
using Ticketing.Settlements.Figures;
using Ticketing.Tests.Support;
using Ticketing.Tickets;
using Xunit;

namespace Ticketing.Tests.Payments;

/// <summary>Refunds made in the provider's dashboard name no tickets.</summary>
public sealed class RefundsMadeElsewhere
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnBothDatabases(2, 500, "Your 2 tickets stay valid.")]
    [OnBothDatabases(1, 500, "Your ticket stays valid.")]
    [OnBothDatabases(2, 3000, null)]
    public async Task The_buyer_is_told_in_words_that_are_true(DatabaseProvider database, int tickets, int amount, string? rest)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync(tickets);
        await app.HearAsync(app.PayBack(payment, amount));

        var mail = await app.RefundMailAsync(order);

        Assert.Contains($"£{amount / 100}.00 has gone back to where it came from", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("booking fee", mail.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("No longer valid", mail.Text, StringComparison.Ordinal);
        Assert.Equal(rest is not null, mail.Text.Contains("valid", StringComparison.Ordinal));
        Assert.Contains(rest ?? "", mail.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Staff_and_buyer_find_it_on_their_pages(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync(2);
        await app.HearAsync(app.PayBack(payment, 500));
        using var staff = await app.SignedInAsync();
        using var buyer = app.NewBrowser();

        var row = (await staff.OpenAsync("/admin/refunds")).Document.QuerySelector("tbody tr")!.TextContent;
        Assert.Contains("£5.00", row, StringComparison.Ordinal);
        Assert.Contains(TakeRefund.Dashboard, row, StringComparison.Ordinal);
        Assert.Contains("Sandbox", row, StringComparison.Ordinal);
        (await staff.OpenAsync($"/admin/orders/{order.Reference}/refund")).Expect(HttpStatusCode.OK);
        var told = (await staff.OpenAsync($"/admin/orders/{order.Reference}")).Document.QuerySelector(".timeline")!.TextContent;
        Assert.Contains("£5.00 to go back", told, StringComparison.Ordinal);
        Assert.DoesNotContain("0 tickets", told, StringComparison.Ordinal);
        var page = await buyer.OpenAsync(await app.LinkAsync(order));
        Assert.Contains("£5.00 went back on", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll(".pass img").Length);
        Assert.NotEmpty(await buyer.DownloadAsync($"/orders/{order.Reference}/receipt.pdf"));
    }

    [Theory]
    [OnBothDatabases(500, 500, 0)]
    [OnBothDatabases(2900, 2800, 100)]
    [OnBothDatabases(3000, 2800, 200)]
    public async Task The_settlement_takes_it_off_the_price_first_and_agrees_with_the_money(DatabaseProvider database, int amount, int ofPrice, int ofFee)
    {
        await using var app = new BookedVenue(database);
        var show = await app.PublishAsync();
        var (_, payment) = await app.SellAsync(2, show);
        await app.HearAsync(app.PayBack(payment, amount));
        using var staff = await app.SignedInAsync();

        var s = await app.SettleAsync(show);

        Assert.True(s.Check.Holds, $"{s.Check}");
        Assert.Equal(new FaceAndFee(ofPrice, ofFee), s.Back);
        Assert.Equal((3000 - amount, 2, 0), (s.Net.Total, s.Sold, s.Refunded));
        Assert.Contains(LooseRefunds.Label, (await staff.OpenAsync($"/admin/events/{show.Id}/settlement")).Text, StringComparison.Ordinal);
        Assert.Contains(LooseRefunds.Label, await app.CsvAsync(show), StringComparison.Ordinal);
        Assert.NotEmpty(await app.PdfAsync(show));
    }

    [Theory]
    [OnBothDatabases(DisputeStatus.Lost, 0, 3000, "Taken back by buyers’ banks, 1 dispute")]
    [OnBothDatabases(DisputeStatus.NeedsResponse, 3000, 0, "1 payment over £30.00 is disputed by the buyers’ banks and not decided yet")]
    [OnBothDatabases(DisputeStatus.Won, 3000, 0, null)]
    public async Task What_a_bank_took_back_for_good_is_no_takings(DatabaseProvider database, DisputeStatus status, int left, int lost, string? told)
    {
        await using var app = new BookedVenue(database);
        var show = await app.PublishAsync();
        var (_, payment) = await app.SellAsync(2, show);
        await app.HearAsync(app.Dispute(payment, status));
        using var staff = await app.SignedInAsync();

        var s = await app.SettleAsync(show);

        Assert.True(s.Check.Holds, $"{s.Check}");
        Assert.Equal((left, lost), (s.Net.Total, s.Check.Lost));
        var page = await staff.OpenAsync($"/admin/events/{show.Id}/settlement");
        Assert.Contains(told ?? "", page.Text, StringComparison.Ordinal);
        Assert.Equal(told is not null, page.Text.Contains("buyers’ banks", StringComparison.Ordinal));
        Assert.NotEmpty(await app.PdfAsync(show));
    }

    [Theory, OnBothDatabases]
    public async Task The_tax_inside_is_that_of_what_was_kept(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        app.Set("Pricing:TaxRatePercent", "20");
        var show = await app.PublishAsync();
        var (_, payment) = await app.SellAsync(2, show);
        await app.HearAsync(app.PayBack(payment, 600));
        var s = await app.SettleAsync(show);
        Assert.Equal((2400, 400), (Assert.Single(s.Taxes).Kept.Total, s.Tax.Total));
    }

    [Theory, OnBothDatabases]
    public async Task The_nights_figures_count_the_money_and_no_ticket(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var show = await app.PublishAsync();
        var (_, payment) = await app.SellAsync(2, show);
        await app.HearAsync(app.PayBack(payment, 500));
        var now = await app.ReadAsync(show);
        var figures = await app.UseAsync<NightBook, NightFigures>(book => book.OfAsync(now, Ct));
        Assert.Equal((new Money(500, "GBP"), 0), (figures.Refunds, figures.RefundedTickets));
    }

    [Theory, OnBothDatabases]
    public async Task What_staff_refund_afterwards_is_no_more_than_what_is_left(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var show = await app.PublishAsync();
        var (order, payment) = await app.SellAsync(2, show);
        await app.HearAsync(app.PayBack(payment, 500));
        using var staff = await app.SignedInAsync();
        var choosing = await staff.OpenAsync($"/admin/orders/{order.Reference}/refund");

        KeyValuePair<string, string>[] fields =
        [
            .. choosing.Document.QuerySelectorAll("main form :is(input[type=hidden], input[name=Chosen])")
                .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!)),
            new("Reason", "Ill"),
        ];
        var review = await staff.PostAsync(choosing.Path, [.. fields, new("step", "review")]);
        Assert.Contains("£25.00 goes back", review.Text, StringComparison.Ordinal);
        Assert.Contains("That is all that is left", review.Text, StringComparison.Ordinal);
        Assert.Contains("£25.00 is on its way back", (await staff.PostAsync(choosing.Path, [.. fields, new("step", "refund")])).Text, StringComparison.Ordinal);
        await app.RunAsync<RefundPass>();

        Assert.Equal(OrderStatus.Refunded, (await app.AgainAsync(order)).Status);
        Assert.Equal(3000, (await app.PaymentOfAsync(order)).Refunded);
        var s = await app.SettleAsync(show);
        Assert.Equal((true, 0, new FaceAndFee(2800, 200)), (s.Check.Holds, s.Net.Total, s.Back));
    }

    [Theory, OnBothDatabases]
    public async Task Tickets_of_which_nothing_is_left_to_pay_back_are_refunded_for_nothing(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync(2);
        await app.HearAsync(app.PayBack(payment, 3000));

        var refund = await app.RefundedAsync(order);

        Assert.Equal((0, RefundStatus.Succeeded, false), (refund.Amount, Assert.Single(await app.RefundsOfAsync(order), r => r.Id == refund.Id).Status, refund.IsCash));
        Assert.Equal(OrderStatus.Refunded, (await app.AgainAsync(order)).Status);
        Assert.All(await app.TicketsOfAsync(order), ticket => Assert.Equal(TicketStatus.Void, ticket.Status));
        Assert.Contains("What you paid for them had gone back to you before.", (await app.RefundMailAsync(order)).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_buyer_of_suspended_tickets_reads_why_and_what_to_do(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync(2);
        await app.HearAsync(app.Dispute(payment, DisputeStatus.NeedsResponse));
        using var buyer = app.NewBrowser();
        Assert.Contains("You’re in, Ada Lovelace", (await buyer.OpenAsync(await app.LinkAsync(order))).Text, StringComparison.Ordinal);

        await app.UseAsync<SuspendTickets>(suspend => suspend.SuspendAsync(order.Id, Ct));

        var page = await buyer.OpenAsync($"/orders/{order.Reference}");
        Assert.Contains("Your tickets are suspended for now", page.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("write to hello@blueroom.example and quote order", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("You’re in", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll(".pass .code strong").Length);
        Assert.NotEmpty(await buyer.DownloadAsync($"/orders/{order.Reference}/tickets.pdf"));
    }

    [Theory, OnBothDatabases]
    public async Task One_that_was_only_half_written_down_is_never_asked_for_again(DatabaseProvider database)
    {
        await using var app = new HalfWay(database);
        var (order, payment) = await app.SellAsync(2);
        var told = app.PayBack(payment, 500);

        app.IsInterrupted = true;
        await Assert.ThrowsAsync<OperationCanceledException>(() => app.HearAsync(told));
        app.IsInterrupted = false;
        Assert.Equal((RefundStatus.Pending, told.Reference), (Assert.Single(await app.RefundsOfAsync(order)).Status, Assert.Single(await app.RefundsOfAsync(order)).ProviderReference));
        await app.HearAsync(told);

        Assert.Equal(RefundStatus.Succeeded, Assert.Single(await app.RefundsOfAsync(order)).Status);
        Assert.Equal(500, (await app.PaymentOfAsync(order)).Refunded);
    }

    [Theory, OnBothDatabases]
    public async Task Each_that_the_bank_sent_back_can_be_tried_again(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync(2);
        foreach (var told in new[] { app.PayBack(payment, 500), app.PayBack(payment, 700) })
        {
            await app.HearAsync(told);
            app.Books.Refunds[app.Books.Refunds.IndexOf(told)] = told with { State = new RefundState.Failed(told.Reference, "The account is closed.") };
            await app.HearAsync(told);
        }

        foreach (var refund in await app.RefundsOfAsync(order))
        {
            Assert.True(await app.UseAsync<RetryRefund, bool>(retry => retry.RetryAsync(refund.Id, Ct)));
        }

        await app.RunAsync<RefundPass>();
        Assert.Equal([500, 700], (await app.LedgerAsync(order)).Order());
    }

    /// <summary>Interrupts between storing a refund and settling it.</summary>
    private sealed class HalfWay(DatabaseProvider database) : BookedVenue(database)
    {
        public bool IsInterrupted { get; set; }

        protected override void Arrange(IServiceCollection services)
        {
            base.Arrange(services);
            var stop = new Stop(this);
            services.ConfigureDbContext<SqliteTicketingDbContext>(options => options.AddInterceptors(stop))
                .ConfigureDbContext<PostgresTicketingDbContext>(options => options.AddInterceptors(stop));
        }

        private sealed class Stop(HalfWay venue) : DbCommandInterceptor
        {
            public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
                DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
                venue.IsInterrupted && command.CommandText.Replace("\"", "", StringComparison.Ordinal).StartsWith("UPDATE refunds", StringComparison.Ordinal)
                    ? throw new OperationCanceledException("Interrupted.")
                    : ValueTask.FromResult(result);
        }
    }
}
