using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Settlements.Figures;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Infrastructure.Data.Sqlite;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Sync;

/// <summary>Refunds made in the provider's dashboard name no tickets.</summary>
public sealed class ExternalRefundTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnEitherDatabase(2, 500, "Your 2 tickets remain valid.")]
    [OnEitherDatabase(1, 500, "Your ticket remains valid.")]
    [OnEitherDatabase(2, 3000, null)]
    public async Task The_buyers_mail_matches_the_refund(DatabaseProvider database, int tickets, int amount, string? rest)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync(tickets);
        await app.SyncAsync(app.AddProviderRefund(payment, amount));

        var mail = await app.ComposeRefundMailAsync(order);

        Assert.Contains($"£{amount / 100}.00 was refunded to your original payment method", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("booking fee", mail.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("No longer valid", mail.Text, StringComparison.Ordinal);
        Assert.Equal(rest is not null, mail.Text.Contains("valid", StringComparison.Ordinal));
        Assert.Contains(rest ?? "", mail.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_and_buyer_pages_show_the_refund(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync(2);
        await app.SyncAsync(app.AddProviderRefund(payment, 500));
        using var staff = await app.SignInAsStaffAsync();
        using var buyer = app.NewBrowser();

        var row = (await staff.OpenAsync("/admin/refunds")).Document.QuerySelector("tbody tr")!.TextContent;
        Assert.Contains("£5.00", row, StringComparison.Ordinal);
        Assert.Contains("Made at the provider", row, StringComparison.Ordinal);
        Assert.Contains("Sandbox", row, StringComparison.Ordinal);
        (await staff.OpenAsync($"/admin/orders/{order.Reference}/refund")).ExpectStatus(HttpStatusCode.OK);
        var told = (await staff.OpenAsync($"/admin/orders/{order.Reference}")).Document.QuerySelector(".timeline")!.TextContent;
        Assert.Contains("£5.00 to go back", told, StringComparison.Ordinal);
        Assert.DoesNotContain("0 tickets", told, StringComparison.Ordinal);
        var page = await buyer.OpenAsync(await app.CreateOrderLinkAsync(order));
        Assert.Contains("£5.00 was refunded to your original payment method on", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll(".pass img").Length);
        Assert.NotEmpty(await buyer.DownloadAsync($"/orders/{order.Reference}/receipt.pdf"));
    }

    [Theory, OnEitherDatabase]
    public async Task Later_staff_refunds_are_limited_to_the_rest(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var show = await app.PublishEventAsync();
        var (order, payment) = await app.SellOnlineAsync(2, show);
        await app.SyncAsync(app.AddProviderRefund(payment, 500));
        using var staff = await app.SignInAsStaffAsync();
        var choosing = await staff.OpenAsync($"/admin/orders/{order.Reference}/refund");

        KeyValuePair<string, string>[] fields =
        [
            .. choosing
                .Document.QuerySelectorAll("main form :is(input[type=hidden], input[name=Chosen])")
                .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!)),
            new("Reason", "Ill"),
        ];
        var review = await staff.PostAsync(choosing.Path, [.. fields, new("step", "review")]);
        Assert.Contains("Refund £25.00", review.Text, StringComparison.Ordinal);
        Assert.Contains("That is all that is left", review.Text, StringComparison.Ordinal);
        Assert.Contains(
            "£25.00 is on its way back",
            (await staff.PostAsync(choosing.Path, [.. fields, new("step", "refund")])).Text,
            StringComparison.Ordinal
        );
        await app.RunJobAsync<RefundJob>();

        Assert.Equal(OrderStatus.Refunded, (await app.ReloadAsync(order)).Status);
        Assert.Equal(3000, (await app.GetPaymentAsync(order)).Refunded);
        var s = await app.GetSettlementAsync(show);
        Assert.Equal((true, 0, new FaceAndFee(2800, 200)), (s.MoneyCheck.IsBalanced, s.Net.Total, s.Refunds));
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_with_nothing_left_to_refund_are_voided_for_zero(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync(2);
        await app.SyncAsync(app.AddProviderRefund(payment, 3000));

        var refund = await app.StartRefundAsync(order);

        Assert.Equal(
            (0, RefundStatus.Succeeded, false),
            (refund.Amount, Assert.Single(await app.GetRefundsAsync(order), r => r.Id == refund.Id).Status, refund.IsManual)
        );
        Assert.Equal(OrderStatus.Refunded, (await app.ReloadAsync(order)).Status);
        Assert.All(await app.GetTicketsAsync(order), ticket => Assert.Equal(TicketStatus.Void, ticket.Status));
        Assert.Contains("You’ve already been refunded for them.", (await app.ComposeRefundMailAsync(order)).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_order_page_explains_suspended_tickets(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync(2);
        await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.NeedsResponse));
        using var buyer = app.NewBrowser();
        Assert.Contains("You’re in!", (await buyer.OpenAsync(await app.CreateOrderLinkAsync(order))).Text, StringComparison.Ordinal);

        await app.UseAsync<SuspendTickets>(suspend => suspend.SuspendAsync(order.Id, Ct));

        var page = await buyer.OpenAsync($"/orders/{order.Reference}");
        Assert.Contains(
            "Your tickets are suspended for now",
            page.Document.QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("Then email hello@blueroom.example and quote order", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("You’re in", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll(".pass .code strong").Length);
        Assert.NotEmpty(await buyer.DownloadAsync($"/orders/{order.Reference}/tickets.pdf"));
    }

    [Theory, OnBothDatabases]
    public async Task An_interrupted_import_resumes_without_a_second_refund(DatabaseProvider database)
    {
        await using var app = new InterruptedVenue(database);
        var (order, payment) = await app.SellOnlineAsync(2);
        var told = app.AddProviderRefund(payment, 500);

        app.IsInterrupted = true;
        await Assert.ThrowsAsync<OperationCanceledException>(() => app.SyncAsync(told));
        app.IsInterrupted = false;
        Assert.Equal(
            (RefundStatus.Pending, told.Reference),
            (Assert.Single(await app.GetRefundsAsync(order)).Status, Assert.Single(await app.GetRefundsAsync(order)).ProviderReference)
        );
        await app.SyncAsync(told);

        Assert.Equal(RefundStatus.Succeeded, Assert.Single(await app.GetRefundsAsync(order)).Status);
        Assert.Equal(500, (await app.GetPaymentAsync(order)).Refunded);
    }

    [Theory, OnEitherDatabase]
    public async Task Refunds_returned_by_the_bank_can_be_retried(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync(2);
        foreach (var told in new[] { app.AddProviderRefund(payment, 500), app.AddProviderRefund(payment, 700) })
        {
            await app.SyncAsync(told);
            app.Ledger.Refunds[app.Ledger.Refunds.IndexOf(told)] = told with
            {
                State = new RefundState.Failed(told.Reference, "The account is closed."),
            };
            await app.SyncAsync(told);
        }

        foreach (var refund in await app.GetRefundsAsync(order))
        {
            Assert.True(await app.UseAsync<RetryRefund, bool>(retry => retry.RetryAsync(refund.Id, Ct)));
        }

        await app.RunJobAsync<RefundJob>();
        Assert.Equal([500, 700], (await app.GetSandboxRefundsAsync(order)).Order());
    }

    /// <summary>Interrupts between storing a refund and settling it.</summary>
    private sealed class InterruptedVenue(DatabaseProvider database) : ProviderLedgerVenue(database)
    {
        public bool IsInterrupted { get; set; }

        protected override void OverrideServices(IServiceCollection services)
        {
            base.OverrideServices(services);
            var stop = new Interrupter(this);
            services
                .ConfigureDbContext<SqliteTicketingDbContext>(options => options.AddInterceptors(stop))
                .ConfigureDbContext<PostgresTicketingDbContext>(options => options.AddInterceptors(stop));
        }

        private sealed class Interrupter(InterruptedVenue venue) : DbCommandInterceptor
        {
            public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
                DbCommand command,
                CommandEventData eventData,
                InterceptionResult<int> result,
                CancellationToken cancellationToken = default
            ) =>
                venue.IsInterrupted
                && command.CommandText.Replace("\"", "", StringComparison.Ordinal).StartsWith("UPDATE refunds", StringComparison.Ordinal)
                    ? throw new OperationCanceledException("Interrupted.")
                    : ValueTask.FromResult(result);
        }
    }
}
