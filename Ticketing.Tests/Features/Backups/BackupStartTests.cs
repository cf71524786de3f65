using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Backups;
using Ticketing.Features.Backups.Writing;
using Ticketing.Features.Recovery;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

/// <summary>In the first minute after a start.</summary>
public sealed class BackupStartTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_backup_that_staff_ask_for_is_made_at_once_and_the_first_scheduled_one_a_minute_later(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.UseAsync<BackupRecords>(records => records.RequestAsync(Ct));
        using var schedule = CreateRunner<BackupScheduleJob>(app, BackupScheduleJob.Interval);
        using var making = CreateRunner<BackupJob>(app, BackupJob.Interval);
        await schedule.StartAsync(Ct);
        await making.StartAsync(Ct);

        await WaitForAsync(app, b => b.RequestedBy != null && b.Status == BackupStatus.Completed);
        app.Clock.Advance(DelayedStartAttribute.Delay - TimeSpan.FromSeconds(1));
        await Task.Delay(TimeSpan.FromMilliseconds(500), Ct);
        Assert.Equal(1, await CountAsync(app, b => true));

        await WaitForAsync(app, b => b.Slot != null, step: TimeSpan.FromSeconds(1));
        await Task.WhenAll(schedule.StopAsync(Ct), making.StopAsync(Ct));
    }

    [Theory, OnEitherDatabase]
    public async Task Nothing_is_scheduled_until_a_restore_is_finished(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var restore = new Restore { BackupCreatedAt = app.Clock.GetUtcNow().AddHours(-5), RestoredAt = app.Clock.GetUtcNow() };
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            db.Add(restore);
            await db.SaveChangesAsync(Ct);
        });
        using var schedule = CreateRunner<BackupScheduleJob>(app, BackupScheduleJob.Interval);
        await schedule.StartAsync(Ct);
        for (var second = 0; second < 150; second++)
        {
            await Task.Delay(20, Ct);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, await CountAsync(app, b => true));
        await app.UseAsync<RecoverPayments>(payments => payments.RecoverAsync(restore, isRehearsal: false, TimeSpan.MaxValue, Ct));
        Assert.Equal(FinishOutcome.Opened, await app.FinishRestoreAsync());
        await WaitForAsync(app, b => b.Slot != null, step: TimeSpan.FromSeconds(1));
        await schedule.StopAsync(Ct);
    }

    /// <param name="step">By which the clock moves while this waits.</param>
    private static async Task WaitForAsync(TicketingApp app, Expression<Func<Backup, bool>> expected, TimeSpan step = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await CountAsync(app, expected) == 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Timeout, $"{expected} did not come true.");
            app.Clock.Advance(step);
            await Task.Delay(50, Ct);
        }
    }

    private static Task<int> CountAsync(TicketingApp app, Expression<Func<Backup, bool>> expected) =>
        app.UseAsync<TicketingDbContext, int>(db => db.Set<Backup>().CountAsync(expected, Ct));

    private static BackgroundJobRunner<TJob> CreateRunner<TJob>(TicketingApp app, TimeSpan interval)
        where TJob : IBackgroundJob => ActivatorUtilities.CreateInstance<BackgroundJobRunner<TJob>>(app.Services, () => interval);
}
