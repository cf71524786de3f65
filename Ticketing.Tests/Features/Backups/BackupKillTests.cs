using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Backups;
using Ticketing.Features.Backups.Writing;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

/// <summary>Runs kill -9 on the real commands at random moments.</summary>
public sealed class BackupKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20261129;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ticketing-backups-");
    private readonly Random random = new(Seed);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, OnBothDatabases]
    public async Task A_killed_backup_is_whole_or_not_there(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var (whole, window) = (0, TimeSpan.FromSeconds(1.5));
        var kills = TestScale.Count(shortRun: 1, full: 25);
        for (var kill = 0; kill < kills; kill++)
        {
            var path = Path.Combine(folder.FullName, $"{kill}.backup");
            var took = await RunAndKillAsync(app, window * (0.5 + random.NextDouble()), "backup", path);
            if (File.Exists(path))
            {
                await app.UseAsync<VerifyBackup>(backup => backup.VerifyAsync(path, Ct));
                whole++;
            }

            window = File.Exists(path) ? window * 0.9 : took * 1.1;
        }

        output.WriteLine($"{database}, seed {Seed}: {kills} kills, {whole} backups were whole");
    }

    [Theory, OnBothDatabases]
    public async Task A_killed_restore_leaves_the_old_venue_or_the_restored_one(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var first = (await app.BuyAsync(show, "Standing", 1)).Reference;
        var path = Path.Combine(folder.FullName, "venue.backup");
        await app.UseAsync<WriteBackup>(backup => backup.WriteAsync(path, progress: null, Ct));
        var (restored, window) = (0, TimeSpan.FromSeconds(1.8));
        var kills = TestScale.Count(shortRun: 1, full: 25);
        for (var kill = 0; kill < kills; kill++)
        {
            var later = await SellOneMoreAsync(app, show);
            var took = await RunAndKillAsync(app, window * (0.5 + random.NextDouble()), "restore", path);

            // The next command finishes what was begun.
            var next = await RunAsync(app, "migrate");
            Assert.True(next.ExitCode == 0, next.Errors);
            await using var after = new TicketingApp(database).ShareDatabaseWith(app);
            var orders = await after.UseAsync<TicketingDbContext, List<string>>(db =>
                db.Set<Order>().Select(o => o.Reference).ToListAsync(Ct)
            );
            var isRestored = !orders.Contains(later);
            Assert.Contains(first, orders);
            Assert.Equal(isRestored, await after.UseAsync<RecoveryState, bool>(s => s.IsClosedAsync(Ct)));
            await after.AssertInvariantsAsync();
            restored += isRestored ? 1 : 0;
            window = isRestored ? window * 0.9 : took * 1.1;
        }

        output.WriteLine($"{database}, seed {Seed}: {kills} kills, {restored} times the backup was restored");
    }

    /// <summary>A restore takes it away.</summary>
    private static async Task<string> SellOneMoreAsync(TicketingApp app, Event show)
    {
        await using var before = new TicketingApp(app.Database).ShareDatabaseWith(app);
        await before.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Database.ExecuteSqlRawAsync(
                        "UPDATE restores SET finished_at = restored_at, finished_by = 'test' WHERE finished_at IS NULL",
                        Ct
                    ),
                Ct
            )
        );
        return (await before.BuyAsync(show, "Standing", 1)).Reference;
    }

    /// <returns>The time after which it was killed, or was ready before that.</returns>
    private static async Task<TimeSpan> RunAndKillAsync(TicketingApp app, TimeSpan after, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Ticketing.Web.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in GetSettings(app))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (began, ended) = (Stopwatch.GetTimestamp(), process.WaitForExitAsync(Ct));
        await Task.WhenAny(ended, Task.Delay(after, Ct));
        process.Kill();
        await ended;
        return Stopwatch.GetElapsedTime(began);
    }

    private static Task<TicketingProcess.Outcome> RunAsync(TicketingApp app, params string[] arguments) =>
        TicketingProcess.RunAsync(arguments, GetSettings(app));

    private static Dictionary<string, string> GetSettings(TicketingApp app) =>
        new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Storage__Directory"] = app.StorageFolder,
            ["Site__PublicBaseUrl"] = "https://tickets.example",
            ["Database__Provider"] = $"{app.Database}",
            ["ConnectionStrings__Ticketing"] = app.ConnectionString ?? "",
        };
}
