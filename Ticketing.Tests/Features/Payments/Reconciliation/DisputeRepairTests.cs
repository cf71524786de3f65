using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Reconciliation;

/// <summary>Disputes, and tickets that do not match the money of their order.</summary>
public sealed class DisputeRepairTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_dispute_is_imported_and_updated(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync();
        app.AddProviderDispute(payment, DisputeStatus.NeedsResponse, TimeSpan.FromDays(9));

        await RepairAsync(app, PaymentDifferenceKind.DisputeNotFoundLocally, "The dispute is written down here");
        app.AddProviderDispute(payment, DisputeStatus.UnderReview);
        await RepairAsync(app, PaymentDifferenceKind.DisputeChanged, "The dispute stands here as it does there");

        var dispute = Assert.Single(
            await app.UseAsync<DisputeQueries, IReadOnlyList<Dispute>>(book => book.GetForOrderAsync(order.Id, Ct))
        );
        Assert.Equal((DisputeStatus.UnderReview, (DateTimeOffset?)null), (dispute.Status, dispute.RespondBy));
    }

    [Theory]
    [OnEitherDatabase(false)]
    [OnEitherDatabase(true)]
    public async Task Refunded_or_lost_tickets_are_voided_and_their_stock_freed(DatabaseProvider database, bool isDisputed)
    {
        await using var app = new ProviderLedgerVenue(database);
        var show = await app.PublishEventAsync();
        var (order, payment) = await app.SellOnlineAsync(2, show);
        await (
            isDisputed
                ? app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.Lost))
                : app.SyncAsync(app.AddProviderRefund(payment, payment.Amount))
        );

        await RepairAsync(app, PaymentDifferenceKind.TicketsStillValid, "2 tickets no longer valid; their places are back on sale");

        Assert.All(await app.GetTicketsAsync(order), ticket => Assert.Equal(TicketStatus.Void, ticket.Status));
        Assert.Equal(OrderStatus.Refunded, (await app.ReloadAsync(order)).Status);
        Assert.Equal(0, (await app.GetEventAsync(show)).Sold);
        Assert.Contains(await app.GetAuditEntriesAsync(order.Id), entry => entry.Action == "order.tickets-voided");
        Assert.Equal(isDisputed ? [] : [1, 2], (await app.GetRefundsAsync(order)).SelectMany(r => r.Lines).Select(line => line.Number));
    }

    [Theory, OnEitherDatabase]
    public async Task Paid_tickets_stay_valid(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync(2);
        await app.SyncAsync(app.AddProviderRefund(payment, payment.Amount - 1));

        Assert.Equal(0, await app.UseAsync<VoidRefundedTickets, int>(paidBack => paidBack.VoidAsync(order.Id, Ct)));

        Assert.All(await app.GetTicketsAsync(order), ticket => Assert.Equal(TicketStatus.Valid, ticket.Status));
        Assert.Empty(await DifferencesAsync(app));
    }

    [Theory, OnEitherDatabase]
    public async Task Concurrent_repairs_void_tickets_once(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var show = await app.PublishEventAsync();
        var (order, payment) = await app.SellOnlineAsync(3, show);
        await app.SyncAsync(app.AddProviderRefund(payment, payment.Amount));

        var voided = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => app.UseAsync<VoidRefundedTickets, int>(paidBack => paidBack.VoidAsync(order.Id, Ct)), Ct))
        );

        Assert.Equal(3, voided.Sum());
        Assert.Equal(0, (await app.GetEventAsync(show)).Sold);
        Assert.Single(await app.GetAuditEntriesAsync(order.Id), entry => entry.Action == "order.tickets-voided");
        await app.UseAsync<TicketingDbContext>(async db => Assert.Equal(3, await db.Set<RefundLine>().CountAsync(Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task A_won_dispute_lifts_the_suspension(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync(2);
        await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.NeedsResponse));
        Assert.Equal(2, await app.UseAsync<SuspendTickets, int>(suspend => suspend.SuspendAsync(order.Id, Ct)));
        Assert.Empty(await DifferencesAsync(app));
        await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.Won));

        await RepairAsync(app, PaymentDifferenceKind.TicketsStillSuspended, "2 tickets good again");

        Assert.All(await app.GetTicketsAsync(order), ticket => Assert.Null(ticket.SuspendedAt));
    }

    private static string FormOf(PaymentDifferenceKind kind) => $"form:has([name='kind'][value='{kind}'])";

    private static async Task<IReadOnlyList<PaymentDifference>> DifferencesAsync(ProviderLedgerVenue app) =>
        (
            await app.UseAsync<PaymentReconciliation, ReconciliationOutcome>(review =>
                review.ReconcileAsync(new ReconciliationPeriod(TicketingApp.Start.AddDays(-1), TicketingApp.Start.AddDays(1)), Ct)
            )
        ).Differences;

    private static async Task RepairAsync(ProviderLedgerVenue app, PaymentDifferenceKind kind, string told)
    {
        using var staff = await app.SignInAsStaffAsync();
        var page = (await staff.OpenAsync("/admin/payments")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(kind, Assert.Single(await DifferencesAsync(app)).Kind);

        var done = (await page.SubmitAsync(FormOf(kind))).ExpectStatus(HttpStatusCode.OK);

        Assert.Contains(told, done.Text, StringComparison.Ordinal);
        Assert.Null(done.Document.QuerySelector(FormOf(kind)));
        Assert.Contains(
            "Both sides agree on that already",
            (await page.SubmitAsync(FormOf(kind))).ExpectStatus(HttpStatusCode.OK).Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(await DifferencesAsync(app), d => d.Kind == kind);
    }
}
