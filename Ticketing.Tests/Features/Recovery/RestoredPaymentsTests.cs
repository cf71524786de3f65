using Ticketing.Features.Events;
using Ticketing.Features.Recovery;
using Ticketing.Infrastructure.Configuration.Sections;
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

    private static void StartLater(Event show)
    {
        show.StartsAt += LongTime;
        show.DoorsAt += LongTime;
    }
}
