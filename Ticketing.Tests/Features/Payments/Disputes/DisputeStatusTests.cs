using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Providers.StripeCheckout;
using Ticketing.Features.Payments.Sync;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Disputes;

/// <summary>The provider's latest status wins, whatever the previous one was.</summary>
public sealed class DisputeStatusTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_lost_dispute_reopens_on_appeal(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync();

        foreach (var status in new[] { DisputeStatus.Lost, DisputeStatus.NeedsResponse, DisputeStatus.UnderReview, DisputeStatus.Won })
        {
            app.Clock.Advance(TimeSpan.FromDays(1));
            await app.SyncAsync(app.AddProviderDispute(payment, status));
            Assert.Equal(status, (await DisputeOfAsync(app, order)).Status);
        }

        Assert.Equal(4, (await app.GetAuditEntriesAsync(order.Id)).Count(entry => entry.Action == "order.disputed"));
    }

    [Theory, OnEitherDatabase]
    public async Task A_stale_answer_changes_nothing(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync();
        var (before, early) = (app.Clock.GetUtcNow(), app.AddProviderDispute(payment, DisputeStatus.NeedsResponse));
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.Won));

        await app.UseAsync<ProviderDisputeImporter>(async take => Assert.True(await take.ImportAsync(early, before, Ct)));

        Assert.Equal(DisputeStatus.Won, (await DisputeOfAsync(app, order)).Status);
        Assert.Single(await app.GetAuditEntriesAsync(order.Id), entry => entry.Action == "order.disputed");
    }

    [Theory]
    [InlineData("needs_response", DisputeStatus.NeedsResponse)]
    [InlineData("warning_needs_response", DisputeStatus.NeedsResponse)]
    [InlineData("appeal_needs_response", DisputeStatus.NeedsResponse)]
    [InlineData("under_review", DisputeStatus.UnderReview)]
    [InlineData("warning_under_review", DisputeStatus.UnderReview)]
    [InlineData("appeal_under_review", DisputeStatus.UnderReview)]
    [InlineData("warning_closed", DisputeStatus.Won)]
    [InlineData("prevented", DisputeStatus.Won)]
    [InlineData("won", DisputeStatus.Won)]
    [InlineData("lost", DisputeStatus.Lost)]
    public void Each_Stripe_status_is_mapped(string told, DisputeStatus ours) =>
        Assert.Equal(
            ours,
            StripeMapper
                .Map(
                    new Stripe.Dispute
                    {
                        Id = "dp_1",
                        Currency = "gbp",
                        Status = told,
                    }
                )
                .Status
        );

    [Theory, OnEitherDatabase]
    public async Task Records_without_a_payment_are_ignored_without_further_lookups(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (_, payment) = await app.SellOnlineAsync();
        var (refund, dispute) = (app.AddProviderRefund(payment, 500), app.AddProviderDispute(payment, DisputeStatus.NeedsResponse));
        app.Ledger.Refunds[0] = refund with { PaymentReference = "" };
        app.Ledger.Disputes[0] = dispute with { PaymentReference = "" };
        app.Ledger.Calls = default;

        await app.UseAsync<ProviderSync>(async news =>
        {
            Assert.False(await news.SyncRefundAsync(PaymentProvider.Sandbox, refund.Reference, Ct));
            Assert.False(await news.SyncDisputeAsync(PaymentProvider.Sandbox, dispute.Reference, Ct));
        });

        Assert.Equal((0, 2), app.Ledger.Calls);
    }

    private static async Task<Dispute> DisputeOfAsync(ProviderLedgerVenue app, Order order) =>
        Assert.Single(await app.UseAsync<DisputeQueries, IReadOnlyList<Dispute>>(book => book.GetForOrderAsync(order.Id, Ct)));
}
