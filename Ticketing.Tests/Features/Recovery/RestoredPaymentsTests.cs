using Ticketing.Features.Events;
using Ticketing.Features.Recovery;
using Ticketing.Infrastructure.Configuration.Sections;
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

    public void Dispose() => backup.Dispose();

    [Theory, OnBothDatabases]
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

    [Theory, OnBothDatabases]
    public async Task A_venue_that_was_paid_by_Stripe_stays_closed_until_Stripe_is_set_up_again(DatabaseProvider database)
    {
        await using var before = await StripeVenue.OpenAsync(database);
        await before.PayOnlineAsync(await before.PublishEventAsync());
        await backup.WriteAsync(before);
        await using var after = await backup.RestoreAsync(before);
        after.Set("Payments:Provider", "None");
        using var staff = await after.SignInAsStaffAsync(Roles.SuperAdmin);

        var page = await (await staff.OpenAsync("/admin/restore")).SubmitAsync("form[action$='handler=Payments']");

        Assert.Contains("This venue took payments by Stripe. Set Payments:Provider to Stripe", page.Text, StringComparison.Ordinal);
        Assert.Equal(FinishOutcome.PaymentsUnchecked, await after.FinishRestoreAsync());
    }

    [Theory, OnBothDatabases]
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

    private static void StartLater(Event show)
    {
        show.StartsAt += LongTime;
        show.DoorsAt += LongTime;
    }
}
