using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Backups.Targets;
using Ticketing.Features.Backups.Writing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

public sealed class BackupsPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_backup_is_asked_for_made_listed_and_downloaded(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Backup:Schedule", "00:00:00");
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var page = (await staff.OpenAsync("/admin/backups")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("There is no backup yet", page.Text, StringComparison.Ordinal);
        Assert.Contains("All backups are on this machine", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("main form");
        Assert.Contains("The backup starts in a few seconds", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("main form button[disabled]"));

        await app.RunJobAsync<BackupJob>();

        page = await staff.OpenAsync("/admin/backups");
        var file = Assert.Single(Directory.GetFiles(Path.Combine(app.StorageFolder, "backups")));
        var link = Assert.Single(page.Document.QuerySelectorAll("main table a")).GetAttribute("href")!;
        Assert.Equal($"/admin/backups/{Path.GetFileName(file)}", link);
        using var download = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Get, link));
        Assert.Equal(await File.ReadAllBytesAsync(file, Ct), await download.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(["backup.downloaded", "backup.requested"], await GetAuditAsync(app));
        Assert.Empty(Directory.GetDirectories(Path.Combine(app.StorageFolder, "backups")));
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_see_size_age_and_that_it_was_restored_in_a_trial(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.MakeScheduledBackupAsync();
        var file = Assert.Single(new DirectoryInfo(Path.Combine(app.StorageFolder, "backups")).GetFiles());
        app.Clock.Advance(TimeSpan.FromHours(3));
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);

        var row = (await staff.OpenAsync("/admin/backups")).Document.QuerySelector("main tbody tr")!.TextContent;

        Assert.Contains("3 hours old", row, StringComparison.Ordinal);
        Assert.Contains(FileSize.Format(file.Length), row, StringComparison.Ordinal);
        Assert.Contains("Restored", row, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_see_how_far_a_long_backup_is(DatabaseProvider database)
    {
        await using var app = new SlowTargetApp(database);
        await app.UseAsync<BackupRecords>(records => records.RequestAsync(Ct));
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var making = Task.Run(() => app.RunJobAsync<BackupJob>(), Ct);
        await app.Target.Reached.Task.WaitAsync(TimeSpan.FromMinutes(1), Ct);

        var shown = await WaitForProgressAsync(app, staff);

        Assert.InRange(int.Parse(shown, CultureInfo.InvariantCulture), 50, 99);
        app.Target.End.SetResult();
        await making;
        Assert.Null((await staff.OpenAsync("/admin/backups")).Document.QuerySelector("progress"));
    }

    private static async Task<string> WaitForProgressAsync(TicketingApp app, Browser staff)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            if ((await staff.OpenAsync("/admin/backups")).Document.QuerySelector("progress") is { } progress)
            {
                return progress.GetAttribute("value")!;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(1), "No progress is shown.");
            await Task.Delay(50, Ct);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_download_asks_for_the_second_factor_again(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.MakeScheduledBackupAsync();
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var name = Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(app.StorageFolder, "backups"))));
        app.Clock.Advance(TimeSpan.FromMinutes(6));

        var page = await staff.OpenAsync($"/admin/backups/{name}");

        Assert.StartsWith("/admin/account/confirm", page.Path, StringComparison.Ordinal);
        Assert.Empty(await GetAuditAsync(app));
    }

    [Theory, OnEitherDatabase]
    public async Task Other_files_cannot_be_downloaded(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        await File.WriteAllTextAsync(Path.Combine(app.StorageFolder, "backups", "secret.txt"), "secret", Ct);

        foreach (var name in new[] { "secret.txt", "..%2Fticketing.db", "ticketing-00000000-20310203-120000.backup" })
        {
            (await staff.OpenAsync($"/admin/backups/{name}")).ExpectStatus(HttpStatusCode.NotFound);
        }
    }

    private static Task<List<string>> GetAuditAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<string>>(db =>
            db.Set<AuditEntry>().Where(e => e.Action.StartsWith("backup.")).Select(e => e.Action).Order().ToListAsync(Ct)
        );

    private sealed class SlowTargetApp(DatabaseProvider database) : TicketingApp(database)
    {
        public SlowTarget Target { get; } = new();

        protected override void OverrideServices(IServiceCollection services) => services.AddSingleton<IBackupTarget>(Target);
    }

    /// <summary>Waits when half of the file is stored, and then fails.</summary>
    private sealed class SlowTarget : IBackupTarget
    {
        public TaskCompletionSource Reached { get; } = new();

        public TaskCompletionSource End { get; } = new();

        public string Description => "a bucket";

        public bool IsOutsideMachine => true;

        public Task<IReadOnlyList<StoredBackup>> ListAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<StoredBackup>>([]);

        public async Task SaveAsync(string name, string path, IProgress<long>? copied, CancellationToken ct)
        {
            copied!.Report(new FileInfo(path).Length / 2);
            Reached.SetResult();
            await End.Task;
            throw new BackupTargetException("The bucket is on holiday.", inner: null);
        }

        public Task FetchAsync(string name, string path, CancellationToken ct) => throw new NotSupportedException();

        public Task DeleteAsync(string name, CancellationToken ct) => throw new NotSupportedException();
    }
}
