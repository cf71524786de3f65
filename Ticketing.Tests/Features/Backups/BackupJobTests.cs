using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Backups;
using Ticketing.Features.Backups.Targets;
using Ticketing.Features.Backups.Writing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

public sealed class BackupJobTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_backup_is_made_once_in_each_period(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        for (var hour = 0; hour < 49; hour += 7)
        {
            await app.MakeScheduledBackupAsync();
            app.Clock.Advance(TimeSpan.FromHours(7));
        }

        // From Monday noon to Wednesday noon: periods begin at 3.
        var backups = await GetBackupsAsync(app);
        Assert.Equal(3, backups.Count);
        Assert.All(backups, backup => Assert.Equal((BackupStatus.Completed, 1, 100), (backup.Status, backup.Attempts, backup.Progress)));
        Assert.All(backups, backup => Assert.NotNull(backup.VerifiedAt));
        Assert.Equal(backups.Select(backup => backup.FileName).Order(), ListFiles(app));
    }

    [OnPostgres]
    public async Task Two_processes_make_one()
    {
        await using var both = new TwoProcesses(DatabaseProvider.Postgres);
        both.Start();

        await both.RunJobInBothAsync<BackupScheduleJob>();
        await both.RunJobInBothAsync<BackupJob>();

        Assert.Single(await GetBackupsAsync(both.First));
        Assert.Single(ListFiles(both.First).Concat(ListFiles(both.Second)));
    }

    [Theory, OnEitherDatabase]
    public async Task Expired_backups_are_deleted_and_others_files_are_not(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database)
            .Set("Backup:Keep:Days", "2")
            .Set("Backup:Keep:Weeks", "0")
            .Set("Backup:Keep:Months", "0");
        var backups = Path.Combine(app.StorageFolder, "backups");
        _ = app.Services;
        var other = BackupName.Create(Guid.NewGuid(), app.Clock.GetUtcNow().AddYears(-1));
        await File.WriteAllTextAsync(Path.Combine(backups, other), "another venue's", Ct);
        for (var day = 0; day < 4; day++)
        {
            await app.MakeScheduledBackupAsync();
            app.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(
            (await GetBackupsAsync(app)).Select(backup => backup.FileName).Order().TakeLast(2).Append(other).Order(),
            ListFiles(app)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_failed_backup_is_tried_three_times_and_says_why(DatabaseProvider database)
    {
        await using var app = new FailingTargetApp(database);
        await app.MakeScheduledBackupAsync();
        var first = Assert.Single(await GetBackupsAsync(app));
        Assert.Equal((BackupStatus.Pending, 1, "The bucket is on holiday."), (first.Status, first.Attempts, first.Note));
        await app.RunJobAsync<BackupJob>();
        Assert.Equal(1, Assert.Single(await GetBackupsAsync(app)).Attempts);

        for (var attempt = 2; attempt <= 4; attempt++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            await app.MakeScheduledBackupAsync();
        }

        var last = Assert.Single(await GetBackupsAsync(app));
        Assert.Equal((BackupStatus.Failed, BackupRecords.MaxAttempts), (last.Status, last.Attempts));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(app.StorageFolder, "backups")));
        Assert.Equal(
            new BackupHealth(LastGood: null, LastOutside: null, "The bucket is on holiday."),
            await app.UseAsync<BackupQueries, BackupHealth>(backups => backups.GetHealthAsync(Ct))
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_stored_file_that_cannot_be_restored_does_not_count(DatabaseProvider database)
    {
        await using var app = new ForgettingTargetApp(database);
        await app.MakeScheduledBackupAsync();

        var backup = Assert.Single(await GetBackupsAsync(app));
        Assert.Equal(BackupStatus.Pending, backup.Status);
        Assert.Contains("damaged or cut off", backup.Note, StringComparison.Ordinal);
        Assert.Empty(ListFiles(app));
    }

    [Theory, OnEitherDatabase]
    public async Task None_is_made_on_a_schedule_of_zero_but_staff_can_ask(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Backup:Schedule", "00:00:00");
        await app.MakeScheduledBackupAsync();
        Assert.Empty(await GetBackupsAsync(app));

        Assert.True(await app.UseAsync<BackupRecords, bool>(records => records.RequestAsync(Ct)));
        Assert.False(await app.UseAsync<BackupRecords, bool>(records => records.RequestAsync(Ct)));
        await app.RunJobAsync<BackupJob>();
        Assert.Equal(BackupStatus.Completed, Assert.Single(await GetBackupsAsync(app)).Status);
    }

    private static Task<List<Backup>> GetBackupsAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<Backup>>(db => db.Set<Backup>().AsNoTracking().OrderBy(b => b.RequestedAt).ToListAsync(Ct));

    private static List<string?> ListFiles(TicketingApp app) =>
        [.. Directory.GetFiles(Path.Combine(app.StorageFolder, "backups")).Select(Path.GetFileName).Order()];

    private sealed class FailingTargetApp(DatabaseProvider database) : TicketingApp(database)
    {
        protected override void OverrideServices(IServiceCollection services) => services.AddSingleton<IBackupTarget, FailingTarget>();
    }

    private sealed class FailingTarget : IBackupTarget
    {
        public string Description => "a bucket";
        public bool IsOutsideMachine => true;

        public Task<IReadOnlyList<StoredBackup>> ListAsync(CancellationToken ct) => throw Error();

        public Task SaveAsync(string name, string path, IProgress<long>? copied, CancellationToken ct) => throw Error();

        public Task FetchAsync(string name, string path, CancellationToken ct) => throw Error();

        public Task DeleteAsync(string name, CancellationToken ct) => throw Error();

        private static BackupTargetException Error() => new("The bucket is on holiday.", inner: null);
    }

    /// <summary>Cuts off the end of what it stores.</summary>
    private sealed class ForgettingTargetApp(DatabaseProvider database) : TicketingApp(database)
    {
        protected override void OverrideServices(IServiceCollection services)
        {
            var inner = services.Last(service => service.ServiceType == typeof(IBackupTarget));
            services.AddSingleton<IBackupTarget>(provider => new ForgettingTarget(
                (IBackupTarget)(
                    inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)
                )
            ));
        }
    }

    private sealed class ForgettingTarget(IBackupTarget folder) : IBackupTarget
    {
        public string Description => folder.Description;
        public bool IsOutsideMachine => folder.IsOutsideMachine;

        public Task<IReadOnlyList<StoredBackup>> ListAsync(CancellationToken ct) => folder.ListAsync(ct);

        public async Task SaveAsync(string name, string path, IProgress<long>? copied, CancellationToken ct)
        {
            await using (var file = File.OpenWrite(path))
            {
                file.SetLength(file.Length - 100);
            }

            await folder.SaveAsync(name, path, copied, ct);
        }

        public Task FetchAsync(string name, string path, CancellationToken ct) => folder.FetchAsync(name, path, ct);

        public Task DeleteAsync(string name, CancellationToken ct) => folder.DeleteAsync(name, ct);
    }
}
