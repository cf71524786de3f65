using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Recovery;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Backups;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Recovery;

/// <summary>A venue sells, refunds, voids and mails after its backup, and is then restored.</summary>
public sealed class RecoveryTests : IDisposable
{
    private readonly BackupFile backup = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => backup.Dispose();

    [Theory, OnEitherDatabase]
    public async Task Nothing_is_sold_refunded_mailed_or_admitted_twice_after_a_restore(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var show = await before.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 10));
        var refunded = await before.PayOnlineAsync(show, 1);
        var paying = await before.OpenPaymentPageAsync(show, 2);
        var waiting = await before.UseAsync<TicketingDbContext, int>(db =>
            db.Set<Notification>().CountAsync(n => n.Status == NotificationStatus.Pending, Ct)
        );
        await backup.WriteAsync(before);

        await before.RunJobAsync<NotificationDispatcher>();
        await before.Stripe.PayAsync(paying.Id);
        await before.StartRefundAsync(refunded);
        var since = await before.PayOnlineAsync(show, 3);
        await before.RunPaymentJobsAsync();
        await before.RunJobAsync<NotificationDispatcher>();
        var (voided, code) = (await GetCodeAsync(before, refunded), await GetCodeAsync(before, since));
        var money = before.Stripe.Refunds.Count;
        await using var after = await backup.RestoreAsync(before);
        Assert.Equal(1, waiting);
        Assert.Null(await after.FindOrderAsync(since.Reference));

        var recovered = Assert.IsType<RecoveredPayments.Completed>(await after.RecoverAsync());
        Assert.Equal(0, recovered.Remaining);
        Assert.Equal(1, recovered.Rebuilt);
        Assert.Empty(recovered.Lost);
        Assert.Equal(FinishOutcome.Opened, await after.FinishRestoreAsync());

        // Sold: all three orders, and no place twice.
        Assert.Equal(OrderStatus.Paid, (await after.FindOrderAsync(since.Reference))!.Status);
        Assert.Equal(OrderStatus.Paid, (await after.FindOrderAsync(paying.ClientReferenceId!))!.Status);
        Assert.Equal(OrderStatus.Refunded, (await after.ReloadAsync(refunded)).Status);
        await after.AssertMoneyMatchesStripeAsync(before.Stripe);
        var left = await after.UseAsync<TicketingDbContext, TicketType>(db => db.Set<TicketType>().AsNoTracking().SingleAsync(Ct));
        Assert.Equal((0, 5), (left.Held, left.Sold));

        // Refunded: nothing more, however often the jobs run.
        await RunJobsAsync(after);
        Assert.Equal(money, before.Stripe.Refunds.Count);

        // Mailed: nothing more.
        Assert.Equal(0, await CountSentAsync(after));

        // Admitted: the code that was mailed since is good, once; the one that was voided since is not.
        Assert.Equal(ScanResult.Admitted, (await after.ScanAsync(show, code)).Result);
        Assert.NotEqual(ScanResult.Admitted, (await after.ScanAsync(show, code)).Result);
        Assert.NotEqual(ScanResult.Admitted, (await after.ScanAsync(show, voided)).Result);
        Assert.Equal(code, await GetCodeAsync(after, since));
        await after.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Receipt_numbers_from_before_are_not_given_again(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var show = await before.PublishEventAsync();
        await before.PayOnlineAsync(show, 1);
        await backup.WriteAsync(before);
        var since = await before.PayOnlineAsync(show, 1);
        Assert.Equal(2, since.ReceiptNumber);

        await using var after = await backup.RestoreAsync(before);
        await after.RecoverAsync();

        Assert.True((await after.FindOrderAsync(since.Reference))!.ReceiptNumber > 10_000);
    }

    [Theory, OnEitherDatabase]
    public async Task Payments_that_cannot_be_put_back_are_listed_for_refund(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var show = await before.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 2));
        await backup.WriteAsync(before);
        var since = await before.PayOnlineAsync(show, 2);
        var late = await before.PublishEventAsync("Announced since", _ => { });
        await before.PayOnlineAsync(late, 1);

        await using var after = await backup.RestoreAsync(before);
        await after.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() => db.Set<TicketType>().ExecuteUpdateAsync(set => set.SetProperty(t => t.Capacity, 1), Ct), Ct)
        );
        var recovered = Assert.IsType<RecoveredPayments.Completed>(await after.RecoverAsync());

        Assert.Equal(
            [RebuildOutcome.EventUnknown, RebuildOutcome.NoPlaces],
            recovered.Lost.Select(lost => lost.Reason).Order().Select(reason => reason)
        );
        Assert.Contains(since.PaymentReference, recovered.Lost.Select(lost => lost.Reference));
        Assert.Equal(0, await after.UseAsync<TicketingDbContext, int>(db => db.Set<Order>().CountAsync(Ct)));
        await after.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task The_box_office_opens_only_after_the_payments_were_looked_up(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var show = await before.PublishEventAsync();
        await before.PayOnlineAsync(show, 1);
        await backup.WriteAsync(before);
        await using var after = await backup.RestoreAsync(before);
        using var staff = await after.SignInAsStaffAsync(Roles.SuperAdmin);

        var page = (await staff.OpenAsync("/admin/restore")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("The box office is closed", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 mail was waiting when the backup was made", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("form[action$='handler=Finish']");
        Assert.Contains("First look up what was paid", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("form[action$='handler=Payments']");
        Assert.Contains("First say what this server is for.", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("form[action$='handler=Payments']", new Dictionary<string, string> { ["IsRehearsal"] = "false" });
        Assert.Contains("Nothing was paid or refunded since", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("form[action$='handler=Finish']", new Dictionary<string, string> { ["FromBackup"] = "Send" });
        Assert.Contains("The box office is open again", page.Text, StringComparison.Ordinal);

        await after.RunJobAsync<NotificationDispatcher>();
        Assert.Equal(1, await CountSentAsync(after));
        using var buyer = after.NewBrowser();
        (await buyer.ChooseTicketsAsync(show, ("Standing", 1))).ExpectStatus(HttpStatusCode.OK);
        Assert.False(await after.UseAsync<RecoveryState, bool>(state => state.IsClosedAsync(Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task A_provider_that_does_not_answer_keeps_the_box_office_closed(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        await before.PayOnlineAsync(await before.PublishEventAsync());
        await backup.WriteAsync(before);
        await using var after = await backup.RestoreAsync(before);
        after.Set("Payments:Stripe:ApiBase", "http://127.0.0.1:1");

        Assert.IsType<RecoveredPayments.ProviderUnavailable>(await after.RecoverAsync());
        Assert.Equal(FinishOutcome.PaymentsUnchecked, await after.FinishRestoreAsync());
    }

    [Theory, OnEitherDatabase]
    public async Task A_backup_that_was_made_while_the_box_office_was_closed_can_be_restored_and_finished(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        await before.PayOnlineAsync(await before.PublishEventAsync());
        await backup.WriteAsync(before);
        await using (var closed = await backup.RestoreAsync(before))
        {
            await backup.WriteAsync(closed);
        }

        await using var after = await backup.RestoreAsync(before);
        Assert.Equal(2, await after.UseAsync<TicketingDbContext, int>(db => db.Set<Restore>().CountAsync(Ct)));
        await after.RecoverAsync();

        Assert.Equal(FinishOutcome.Opened, await after.FinishRestoreAsync());
        Assert.False(await after.UseAsync<RecoveryState, bool>(state => state.IsClosedAsync(Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task Sold_since_an_event_was_published_counts_too_and_nobody_stays_signed_in(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var draft = await before.AddEventAsync(
            EventStatus.Inactive,
            "Announced since",
            e => { },
            new TicketTypeDraft("Standing", 1400, 10)
        );
        await before.SignInAsStaffAsync(Roles.SuperAdmin);
        await backup.WriteAsync(before);
        await before.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() => db.Set<Event>().ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, EventStatus.Active), Ct), Ct)
        );
        var since = await before.PayOnlineAsync(draft, 2);

        await using var after = await backup.RestoreAsync(before);
        Assert.Equal(1, Assert.IsType<RecoveredPayments.Completed>(await after.RecoverAsync()).Rebuilt);
        Assert.Equal(OrderStatus.Paid, (await after.FindOrderAsync(since.Reference))!.Status);
        Assert.Equal(
            0,
            await after.UseAsync<TicketingDbContext, int>(db => db.Set<Ticketing.Features.Accounts.Sessions.StaffSession>().CountAsync(Ct))
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Mail_waits_until_the_restore_is_finished(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        await before.PayOnlineAsync(await before.PublishEventAsync());
        await backup.WriteAsync(before);
        await using var after = await backup.RestoreAsync(before);
        using var dispatcher = ActivatorUtilities.CreateInstance<BackgroundJobRunner<NotificationDispatcher>>(
            after.Services,
            () => TimeSpan.FromSeconds(1)
        );
        await dispatcher.StartAsync(Ct);
        for (var second = 0; second < 5; second++)
        {
            await Task.Delay(100, Ct);
            after.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, await CountSentAsync(after));
        await after.RecoverAsync();
        await after.FinishRestoreAsync(MailDecision.Send, MailDecision.Send);
        for (var second = 0; second < 600 && await CountSentAsync(after) == 0; second++)
        {
            await Task.Delay(100, Ct);
            after.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, await CountSentAsync(after));
        await dispatcher.StopAsync(Ct);
    }

    [Theory, OnEitherDatabase]
    public async Task A_lookup_that_is_interrupted_after_each_order_puts_every_order_back_once(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var show = await before.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 10));
        await backup.WriteAsync(before);
        Order[] since = [await before.PayOnlineAsync(show, 1), await before.PayOnlineAsync(show, 2), await before.PayOnlineAsync(show, 3)];
        await before.StartRefundAsync(since[0]);
        await before.RunPaymentJobsAsync();
        var money = before.Stripe.Refunds.Count;
        await using var after = await backup.RestoreAsync(before);

        for (var press = 1; press < 3; press++)
        {
            Assert.IsType<RecoveredPayments.GoesOn>(await after.RecoverAsync(timeout: TimeSpan.FromTicks(-1)));
            Assert.Equal(FinishOutcome.PaymentsUnchecked, await after.FinishRestoreAsync());
        }

        await after.RunJobAsync<RecoverPaymentsJob>();

        var result = Assert.IsType<RecoveredPayments.Completed>(
            await after.UseAsync<RecoverPayments, RecoveredPayments>(async recover =>
                await recover.GetResultAsync((await after.FindPendingRestoreAsync())!, Ct)
            )
        );
        Assert.Equal((2, 0), (result.Rebuilt, result.Remaining));
        Assert.Empty(result.Lost);
        Assert.Equal(FinishOutcome.Opened, await after.FinishRestoreAsync());
        Assert.Null(await after.FindOrderAsync(since[0].Reference));
        Assert.Equal(OrderStatus.Paid, (await after.FindOrderAsync(since[1].Reference))!.Status);
        Assert.Equal(OrderStatus.Paid, (await after.FindOrderAsync(since[2].Reference))!.Status);
        var left = await after.UseAsync<TicketingDbContext, TicketType>(db => db.Set<TicketType>().AsNoTracking().SingleAsync(Ct));
        Assert.Equal((0, 5), (left.Held, left.Sold));
        await RunJobsAsync(after);
        Assert.Equal(money, before.Stripe.Refunds.Count);
        await after.AssertInvariantsAsync();
    }

    private static Task<int> CountSentAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, int>(db => db.Set<Notification>().CountAsync(n => n.Status == NotificationStatus.Sent, Ct));

    private static async Task<string> GetCodeAsync(TicketingApp app, Order order) => (await app.GetTicketCodesAsync(order))[0];

    private static async Task RunJobsAsync(TicketingApp app)
    {
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.RunJobAsync<Ticketing.Features.Payments.Checkout.PaymentSettlementJob>();
        await app.RunJobAsync<Ticketing.Features.Payments.Refunds.RefundJob>();
        await app.RunJobAsync<NotificationDispatcher>();
    }
}
