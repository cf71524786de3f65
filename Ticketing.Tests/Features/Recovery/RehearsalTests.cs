using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Recovery;
using Ticketing.Infrastructure.Audit;
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

/// <summary>A backup is restored on another machine, with the venue's own keys, while the venue goes on selling.</summary>
public sealed class RehearsalTests : IDisposable
{
    private static readonly Dictionary<string, string> Rehearse = new() { ["IsRehearsal"] = "true" };

    private readonly BackupFile backup = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => backup.Dispose();

    [Theory, OnEitherDatabase]
    public async Task A_rehearsal_changes_nothing_at_the_provider_and_finds_what_was_paid(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var show = await before.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 20));
        var refunded = await before.PayOnlineAsync(show, 1);
        var overdue = await before.OpenPaymentPageAsync(show, 1);
        await backup.WriteAsync(before);
        await before.StartRefundAsync(refunded);
        await before.RunPaymentJobsAsync();
        var since = await before.PayOnlineAsync(show, 3);
        var opened = await before.OpenPaymentPageAsync(show, 2);
        before.Clock.Advance(TimeSpan.FromMinutes(31));
        var (events, sessions, refunds) = Count(before.Stripe);

        await using var after = await backup.RestoreAsync(before);
        using var staff = await after.SignInAsStaffAsync(Roles.SuperAdmin);
        var page = await (await staff.OpenAsync("/admin/restore")).SubmitAsync("form[action$='handler=Payments']", Rehearse);

        Assert.Contains("This is a rehearsal.", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 order was put back", page.Text, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Paid, (await after.FindOrderAsync(since.Reference))!.Status);
        Assert.Equal(OrderStatus.Refunded, (await after.ReloadAsync(refunded)).Status);
        Assert.Equal(FakeSessionStatus.Open, before.Stripe.Session(opened.Id).Status);
        Assert.Equal(FakeSessionStatus.Open, before.Stripe.Session(overdue.Id).Status);
        Assert.Equal((events, sessions, refunds), Count(before.Stripe));
        await after.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_payment_page_that_was_being_opened_at_the_backup_is_left_to_the_venue_that_sells(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var show = await before.PublishEventAsync();
        before.Stripe.Faults.FailNext(ApiRoute.CreateSession, Fault.ResetBefore, times: 3);
        await before.StartPaymentAsync(await before.PlaceHoldAsync(show, "Standing", 1));
        await backup.WriteAsync(before);

        await using var after = await backup.RestoreAsync(before);
        Assert.IsType<RecoveredPayments.Completed>(await after.RecoverAsync(isRehearsal: true));

        Assert.Empty(before.Stripe.Sessions);
    }

    [Theory, OnEitherDatabase]
    public async Task The_box_office_of_a_rehearsal_stays_closed(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        await before.PayOnlineAsync(await before.PublishEventAsync());
        await backup.WriteAsync(before);
        await using var after = await backup.RestoreAsync(before);
        using var staff = await after.SignInAsStaffAsync(Roles.SuperAdmin);
        var page = await (await staff.OpenAsync("/admin/restore")).SubmitAsync("form[action$='handler=Payments']", Rehearse);

        Assert.Contains("No emails are sent in a rehearsal.", page.Text, StringComparison.Ordinal);
        Assert.Contains("restore a backup again to take over", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("input[name=IsRehearsal]"));
        page = (await page.SubmitAsync("form[action$='handler=Finish']")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("The box office cannot be opened yet.", page.Text, StringComparison.Ordinal);
        // Saying something else now changes nothing.
        Assert.IsType<RecoveredPayments.Completed>(await after.RecoverAsync(isRehearsal: false));
        Assert.Equal(FinishOutcome.Rehearsal, await after.FinishRestoreAsync());
    }

    [Theory, OnEitherDatabase]
    public async Task Without_a_provider_that_keeps_records_it_is_a_rehearsal_too(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        await before.PublishEventAsync();
        await backup.WriteAsync(before);
        await using var after = await backup.RestoreAsync(before);
        after.Set("Payments:Provider", "None");

        Assert.IsType<RecoveredPayments.NoProvider>(await after.RecoverAsync(isRehearsal: true));

        Assert.Equal(FinishOutcome.Rehearsal, await after.FinishRestoreAsync());
        var recorded = await after.UseAsync<TicketingDbContext, AuditEntry>(db =>
            db.Set<AuditEntry>().AsNoTracking().SingleAsync(entry => entry.Action == "venue.payments-recovered", Ct)
        );
        Assert.Contains("\"isRehearsal\":true", recorded.After, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, OnEitherDatabase]
    public async Task A_restore_after_a_rehearsal_counts(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        var show = await before.PublishEventAsync();
        await backup.WriteAsync(before);
        var opened = await before.OpenPaymentPageAsync(show, 2);
        await using (var rehearsed = await backup.RestoreAsync(before))
        {
            await rehearsed.RecoverAsync(isRehearsal: true);
            await backup.WriteAsync(rehearsed);
        }

        await using var after = await backup.RestoreAsync(before);
        Assert.IsType<RecoveredPayments.Completed>(await after.RecoverAsync());

        Assert.Equal(FakeSessionStatus.Expired, before.Stripe.Session(opened.Id).Status);
        Assert.Equal(FinishOutcome.Opened, await after.FinishRestoreAsync());
    }

    /// <summary>Stripe tells of every change by an event.</summary>
    private static (int Events, int Sessions, int Refunds) Count(FakeStripeServer stripe) =>
        (stripe.Events.Count, stripe.Sessions.Count, stripe.Refunds.Count);
}
