using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.StripeCheckout;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments.Disputes;

/// <summary>The provider's latest status wins, whatever the previous one was.</summary>
public sealed class FollowingDisputes
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task One_that_was_lost_and_is_appealed_is_open_again(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync();

        foreach (var status in new[] { DisputeStatus.Lost, DisputeStatus.NeedsResponse, DisputeStatus.UnderReview, DisputeStatus.Won })
        {
            app.Clock.Advance(TimeSpan.FromDays(1));
            await app.HearAsync(app.Dispute(payment, status));
            Assert.Equal(status, (await DisputeOfAsync(app, order)).Status);
        }

        Assert.Equal(4, (await app.AuditAsync(order.Id)).Count(entry => entry.Action == "order.disputed"));
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_that_was_overtaken_changes_nothing(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync();
        var (before, early) = (app.Clock.GetUtcNow(), app.Dispute(payment, DisputeStatus.NeedsResponse));
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await app.HearAsync(app.Dispute(payment, DisputeStatus.Won));

        await app.UseAsync<TakeDispute>(async take => Assert.True(await take.TakeAsync(early, before, Ct)));

        Assert.Equal(DisputeStatus.Won, (await DisputeOfAsync(app, order)).Status);
        Assert.Single(await app.AuditAsync(order.Id), entry => entry.Action == "order.disputed");
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
    public void Each_of_Stripes_states_has_one_of_ours(string told, DisputeStatus ours) =>
        Assert.Equal(ours, StripeStates.Of(new Stripe.Dispute { Id = "dp_1", Currency = "gbp", Status = told }).Status);

    [Theory, OnBothDatabases]
    public async Task What_names_no_payment_is_of_another_program_and_nothing_is_asked(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (_, payment) = await app.SellAsync();
        var (refund, dispute) = (app.PayBack(payment, 500), app.Dispute(payment, DisputeStatus.NeedsResponse));
        app.Books.Refunds[0] = refund with { PaymentReference = "" };
        app.Books.Disputes[0] = dispute with { PaymentReference = "" };
        app.Books.Asked = default;

        await app.UseAsync<ProviderNews>(async news =>
        {
            Assert.False(await news.OfRefundAsync(PaymentProvider.Sandbox, refund.Reference, Ct));
            Assert.False(await news.OfDisputeAsync(PaymentProvider.Sandbox, dispute.Reference, Ct));
        });

        Assert.Equal((0, 2), app.Books.Asked);
    }

    private static async Task<Dispute> DisputeOfAsync(BookedVenue app, Order order) =>
        Assert.Single(await app.UseAsync<DisputeBook, IReadOnlyList<Dispute>>(book => book.OfOrderAsync(order.Id, Ct)));
}
