using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Recovery;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Backups;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Features.Recovery;

/// <summary>Payments that a restored venue easily overlooks, and pages that can still be paid.</summary>
public sealed class RestoredPaymentsTests : IDisposable
{
    /// <summary>The lookup stops after its first step.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromTicks(-1);

    /// <summary>Longer than the lookup reads at a time.</summary>
    private static readonly TimeSpan LongTime = TimeSpan.FromDays(40);

    private readonly BackupFile backup = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => backup.Dispose();

    [Theory, OnEitherDatabase]
    public async Task A_payment_page_that_was_opened_after_the_backup_can_no_longer_be_paid(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var show = await before.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 4));
        var known = await before.OpenPaymentPageAsync(show, 1);
        await backup.WriteAsync(before);
        var unknown = await before.OpenPaymentPageAsync(show, 3);

        await using var after = await backup.RestoreAsync(before);
        Assert.IsType<RecoveredPayments.Completed>(await after.RecoverAsync());

        Assert.Equal(FakeSessionStatus.Expired, before.Stripe.Session(unknown.Id).Status);
        Assert.Equal(FakeSessionStatus.Open, before.Stripe.Session(known.Id).Status);
        Assert.Equal(FinishOutcome.Opened, await after.FinishRestoreAsync());
        await after.SellAsync(show, "Standing", 3);
        await after.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task After_a_backup_from_the_middle_of_a_lookup_everything_is_looked_up_again(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var show = await before.PublishEventAsync(StartLater, new TicketTypeDraft("Standing", 1400, 4));
        await backup.WriteAsync(before);
        before.Clock.Advance(LongTime);
        FakeSession opened;
        await using (var closed = await backup.RestoreAsync(before))
        {
            Assert.IsType<RecoveredPayments.GoesOn>(await closed.RecoverAsync(AtOnce));
            await backup.WriteAsync(closed);
            await closed.RunJobAsync<RecoverPaymentsJob>();
            Assert.Equal(FinishOutcome.Opened, await closed.FinishRestoreAsync());
            opened = await closed.OpenPaymentPageForHoldAsync(await closed.PlaceHoldAsync(show, "Standing", 3), before.Stripe);
        }

        await using var after = await backup.RestoreAsync(before);
        await after.RunJobAsync<RecoverPaymentsJob>();
        Assert.Equal(FinishOutcome.PaymentsUnchecked, await after.FinishRestoreAsync());
        Assert.IsType<RecoveredPayments.Completed>(await after.RecoverAsync());

        Assert.Equal(FakeSessionStatus.Expired, before.Stripe.Session(opened.Id).Status);
        Assert.Equal(FinishOutcome.Opened, await after.FinishRestoreAsync());
        await after.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_venue_that_was_paid_by_Stripe_stays_closed_until_Stripe_is_set_up_again(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        await before.PayOnlineAsync(await before.PublishEventAsync());
        await backup.WriteAsync(before);
        await using var after = await backup.RestoreAsync(before);
        after.Set("Payments:Provider", "None");
        using var staff = await after.SignInAsStaffAsync(Roles.SuperAdmin);

        var page = await (await staff.OpenAsync("/admin/restore")).SubmitAsync(
            "form[action$='handler=Payments']",
            new Dictionary<string, string> { ["IsRehearsal"] = "false" }
        );

        Assert.Contains("This venue took payments by Stripe. Set Payments:Provider to Stripe", page.Text, StringComparison.Ordinal);
        Assert.Equal(FinishOutcome.PaymentsUnchecked, await after.FinishRestoreAsync());
    }

    [Theory, OnEitherDatabase]
    public async Task A_venue_that_was_never_paid_online_opens_without_a_provider(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        await before.PublishEventAsync();
        await backup.WriteAsync(before);
        await using var after = await backup.RestoreAsync(before);
        after.Set("Payments:Provider", "None");

        Assert.IsType<RecoveredPayments.NoProvider>(await after.RecoverAsync());
        Assert.Equal(FinishOutcome.Opened, await after.FinishRestoreAsync());
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_whose_place_is_freed_by_a_later_refund_is_put_back(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var show = await before.PublishEventAsync(StartLater, new TicketTypeDraft("Standing", 1400, 1));
        var refunded = await before.PayOnlineAsync(show);
        await backup.WriteAsync(before);
        await before.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() => db.Set<TicketType>().ExecuteUpdateAsync(set => set.SetProperty(t => t.Capacity, 2), Ct), Ct)
        );
        var since = await before.PayOnlineAsync(show);
        before.Clock.Advance(LongTime);
        await before.StartRefundAsync(refunded);
        await before.RunPaymentJobsAsync();

        await using var after = await backup.RestoreAsync(before);
        var recovered = Assert.IsType<RecoveredPayments.Completed>(await after.RecoverAsync());

        Assert.Empty(recovered.Lost);
        Assert.Equal((1, 0), (recovered.Rebuilt, recovered.Remaining));
        Assert.Equal(OrderStatus.Paid, (await after.FindOrderAsync(since.Reference))!.Status);
        Assert.Equal(OrderStatus.Refunded, (await after.ReloadAsync(refunded)).Status);
        await after.AssertMoneyMatchesStripeAsync(before.Stripe);
    }

    [Theory]
    [OnEitherDatabase(true)]
    [OnEitherDatabase(false)]
    public async Task A_bank_debit_that_is_under_way_gets_its_places_back(DatabaseProvider database, bool succeeds)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        before.Set("Payments:Stripe:DelayedMethods", "true");
        var show = await before.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2));
        await backup.WriteAsync(before);
        var session = await before.OpenPaymentPageAsync(show, 2);
        await before.Stripe.PayByDebitAsync(session.Id);
        await before.RunPaymentJobsAsync(1);

        await using var after = await backup.RestoreAsync(before);
        after.Set("Payments:Stripe:DelayedMethods", "true");
        var recovered = Assert.IsType<RecoveredPayments.Completed>(await after.RecoverAsync());

        Assert.Empty(recovered.Lost);
        Assert.Equal((1, 0), (recovered.Rebuilt, recovered.Remaining));
        Assert.Equal(FinishOutcome.Opened, await after.FinishRestoreAsync());
        after.Clock.Advance(TimeSpan.FromDays(2));
        before.Clock.SetUtcNow(after.Clock.GetUtcNow());
        await after.RunJobAsync<PaymentSettlementJob>();
        Assert.False(await after.UseAsync<TicketingDbContext, bool>(db => db.Set<TicketType>().AnyAsync(t => t.Held != 2, Ct)));
        await after.AssertInvariantsAsync();

        await before.Stripe.CompleteDebitAsync(session.Id, succeeds);
        after.Clock.Advance(PaymentSettlementJob.ProcessingCheckInterval);
        await after.RunJobAsync<PaymentSettlementJob>();
        var order = (await after.FindOrderAsync(session.ClientReferenceId!))!;
        Assert.Equal(succeeds, order.Status == OrderStatus.Paid);
        await after.AssertMoneyMatchesStripeAsync(before.Stripe);
    }

    [Theory]
    [OnEitherDatabase(false)]
    [OnEitherDatabase(true)]
    public async Task Of_two_payments_for_one_order_the_second_to_be_paid_is_refunded(DatabaseProvider database, bool isDebit)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        before.Set("Payments:Stripe:DelayedMethods", "true");
        var hold = await before.PlaceHoldAsync(await before.PublishEventAsync(), "Standing", 2);
        var first = await before.OpenPaymentPageForHoldAsync(hold);
        if (isDebit)
        {
            await before.Stripe.PayByDebitAsync(first.Id);
        }

        await backup.WriteAsync(before);
        var givenUp = await before.GetPaymentAsync(first);
        Assert.True(await before.UseAsync<SettlePayment, bool>(settle => settle.GiveUpAsync(givenUp, Ct)));
        var second = await before.OpenPaymentPageForHoldAsync(hold);
        await before.Stripe.PayAsync(second.Id);

        await using var after = await backup.RestoreAsync(before);
        after.Set("Payments:Stripe:DelayedMethods", "true");
        var recovered = Assert.IsType<RecoveredPayments.Completed>(await after.RecoverAsync());
        Assert.Equal((1, 0, 0), (recovered.Rebuilt, recovered.Lost.Count, recovered.Remaining));
        Assert.Equal(isDebit ? FakeSessionStatus.Complete : FakeSessionStatus.Expired, before.Stripe.Session(first.Id).Status);
        Assert.Equal(FinishOutcome.Opened, await after.FinishRestoreAsync());
        if (isDebit)
        {
            await before.Stripe.CompleteDebitAsync(first.Id, succeeds: true);
        }

        after.Clock.Advance(PaymentSettlementJob.ProcessingCheckInterval);
        await after.RunJobAsync<PaymentSettlementJob>();
        await after.RunJobAsync<RefundJob>();

        var order = (await after.FindOrderAsync(second.ClientReferenceId!))!;
        Assert.Equal((OrderStatus.Paid, before.Stripe.Session(second.Id).Intent!.Id), (order.Status, order.PaymentReference));
        Assert.Equal(
            isDebit ? [before.Stripe.Session(first.Id).Intent!.Id] : [],
            before.Stripe.Refunds.Select(refund => refund.Charge.Intent.Id)
        );
        await after.AssertMoneyMatchesStripeAsync(before.Stripe);
    }

    [Theory, OnEitherDatabase]
    public async Task A_payment_page_that_was_being_opened_at_the_backup_and_was_paid_since_is_found(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var show = await before.PublishEventAsync();
        before.Stripe.Faults.FailNext(ApiRoute.CreateSession, Fault.ResetAfter, times: 3);
        await before.StartPaymentAsync(await before.PlaceHoldAsync(show, "Standing", 1));
        var session = Assert.Single(before.Stripe.Sessions);
        await backup.WriteAsync(before);
        await before.Stripe.PayAsync(session.Id);
        before.Clock.Advance(TimeSpan.FromDays(2));

        await using var after = await backup.RestoreAsync(before);
        Assert.Equal(PaymentStatus.Opening, (await FindPaymentAsync(after)).Status);
        var recovered = Assert.IsType<RecoveredPayments.Completed>(await after.RecoverAsync());

        Assert.Equal(0, recovered.Remaining);
        Assert.Equal(PaymentStatus.Paid, (await FindPaymentAsync(after)).Status);
        Assert.Equal(OrderStatus.Paid, (await after.FindOrderAsync(session.ClientReferenceId!))!.Status);
        await after.AssertMoneyMatchesStripeAsync(before.Stripe);
    }

    [Theory, OnEitherDatabase]
    public async Task Pages_and_payments_of_another_venue_on_the_same_account_are_left_alone(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var show = await before.PublishEventAsync();
        await backup.WriteAsync(before);
        await using var other = new TicketingApp(database);
        other.UseStripe(before.Stripe);
        var concert = await other.PublishEventAsync();
        var opened = await other.OpenPaymentPageForHoldAsync(await other.PlaceHoldAsync(concert, "Standing", 1), before.Stripe);
        var paid = await other.OpenPaymentPageForHoldAsync(await other.PlaceHoldAsync(concert, "Standing", 1), before.Stripe);
        await before.Stripe.PayAsync(paid.Id);
        var unknown = await before.OpenPaymentPageAsync(show);

        await using var after = await backup.RestoreAsync(before);
        var recovered = Assert.IsType<RecoveredPayments.Completed>(await after.RecoverAsync());

        Assert.Equal(FakeSessionStatus.Open, before.Stripe.Session(opened.Id).Status);
        Assert.Equal(FakeSessionStatus.Expired, before.Stripe.Session(unknown.Id).Status);
        Assert.Empty(recovered.Lost);
    }

    private static void StartLater(Event show)
    {
        show.StartsAt += LongTime;
        show.DoorsAt += LongTime;
    }

    private static Task<Payment> FindPaymentAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, Payment>(db => db.Set<Payment>().AsNoTracking().SingleAsync(Ct));
}
