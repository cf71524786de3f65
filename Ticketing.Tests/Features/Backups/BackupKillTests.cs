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

/// <summary>Runs kill -9 on the real commands at moments that cover all of their work.</summary>
public sealed class BackupKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20261129;

    /// <summary>Of the command's duration; some kills come too late.</summary>
    private const double MaxShare = 1.1;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ticketing-backups-");
    private readonly Random random = new(Seed);

    /// <summary>Of the command, when it was last not killed before its end.</summary>
    private TimeSpan duration;

    private static int Kills => TestScale.Count(shortRun: 2, full: 25);

    /// <summary>On a busy machine, even the kill of a command that has just begun may come too late. Of many, some come in time.</summary>
    private static int MaxLateKills => TestScale.Count(shortRun: Kills, full: Kills - 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, OnEitherDatabase]
    public async Task A_killed_backup_is_whole_or_not_there(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var whole = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var path = Path.Combine(folder.FullName, $"{kill}.backup");
            await RunAndKillAsync(app, kill, "Written to", "backup", path);
            if (File.Exists(path))
            {
                await app.UseAsync<VerifyBackup>(backup => backup.VerifyAsync(path, Ct));
                whole++;
            }
        }

        output.WriteLine($"{database}, seed {Seed}: {Kills} kills, {whole} backups were whole");
        Assert.InRange(whole, 1, MaxLateKills);
    }

    [Theory, OnEitherDatabase]
    public async Task A_killed_restore_leaves_the_old_venue_or_the_restored_one(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var first = (await app.BuyAsync(show, "Standing", 1)).Reference;
        var path = Path.Combine(folder.FullName, "venue.backup");
        await app.UseAsync<WriteBackup>(backup => backup.WriteAsync(path, progress: null, Ct));
        var restored = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var later = await SellOneMoreAsync(app, show);
            await RunAndKillAsync(app, kill, "Restored.", "restore", path);

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
        }

        output.WriteLine($"{database}, seed {Seed}: {Kills} kills, {restored} times the backup was restored");
        Assert.InRange(restored, 1, MaxLateKills);
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

    /// <summary>The first soon after the command has begun, the second when it says that it is done, the others at any time.</summary>
    private async Task RunAndKillAsync(TicketingApp app, int kill, string lastLine, params string[] arguments)
    {
        if (app.ConnectionString is { } connectionString)
        {
            await PostgresServer.WaitUntilUnusedAsync(connectionString, Ct);
        }

        using var program = new KillableProgram(app) { Arguments = arguments };
        var began = Stopwatch.GetTimestamp();
        program.Launch();
        var ended = program.WaitForExitAsync(Ct);
        var moment = duration * MaxShare * (kill - 2 + random.NextDouble()) / Math.Max(1, Kills - 2);
        while (
            !ended.IsCompleted
            && !(
                kill == 0 ? Directory.GetDirectories(Path.Combine(app.StorageFolder, "backups"), ".work-*").Length > 0
                : kill == 1 ? program.Lines.Any(line => line.StartsWith(lastLine, StringComparison.Ordinal))
                : Stopwatch.GetElapsedTime(began) > moment
            )
        )
        {
            await Task.Delay(5, Ct);
        }

        duration = kill == 1 || ended.IsCompleted ? Stopwatch.GetElapsedTime(began) : duration;
        await program.KillAsync();
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
