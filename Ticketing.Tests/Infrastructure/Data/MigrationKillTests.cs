using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Architecture;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

/// <summary>Runs kill -9 on the real process at random moments while it upgrades a filled venue.</summary>
public sealed class MigrationKillTests(VenueFixture venues, ITestOutputHelper output) : IClassFixture<VenueFixture>
{
    private const int Seed = 20261129;
    private const int Rows = 1_000;

    /// <summary>Connections that hold the migration lock.</summary>
    private const string PostgresLocks =
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database = "
        + "(SELECT oid FROM pg_database WHERE datname = current_database())";

    /// <summary>Other connections that are not idle.</summary>
    private const string PostgresWork =
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()";

    private readonly Random random = new(Seed);
    private readonly List<string> states = [];

    /// <summary>Kills are spread over it. Follows the time that an upgrade takes on this machine.</summary>
    private TimeSpan window = TimeSpan.FromMilliseconds(800);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_next_start_completes_a_killed_upgrade_and_loses_nothing(DatabaseProvider database)
    {
        var kills = TestScale.Count(shortRun: 1, full: 40);
        while (states.Count < kills)
        {
            await using var venue = await LegacyVenue.CreateAsync(database);
            await venue.FillAsync(Rows);
            var before = await venue.ReadRowsAsync();
            using var program = new KillableProgram(venue);
            for (var inARow = random.Next(2, 5); inARow > 0 && states.Count < kills; inARow--)
            {
                await KillAsync(venue, program);
                await AssertAllOrNothingAsync(venue, before);
            }

            await program.StartAsync(Ct);
            await program.KillAsync();
            await AssertCompleteAsync(venue, before);
        }

        var late = states.Count(state => state.StartsWith("after", StringComparison.Ordinal));
        Assert.InRange(late, TestScale.Count(shortRun: 0, full: 1), kills);
        output.WriteLine($"{kills} kills, seed {Seed}: {string.Join(", ", states.CountBy(s => s).Select(s => $"{s.Value} {s.Key}"))}");
    }

    private async Task KillAsync(LegacyVenue venue, KillableProgram program)
    {
        File.Delete(GetLockFile(venue));
        program.Launch();
        await UntilAsync(async () =>
            venue.Database == DatabaseProvider.Sqlite
                ? File.Exists(GetLockFile(venue))
                : (await venue.ReadTextAsync(PostgresLocks)).Count > 0
        );
        await Task.Delay(window * random.NextDouble(), Ct);
        await program.KillAsync();

        // Statements of a killed process may still be executed after its death.
        await UntilAsync(async () =>
            venue.Database == DatabaseProvider.Sqlite
            || ((await venue.ReadTextAsync(PostgresLocks)).Count == 0 && (await venue.ReadTextAsync(PostgresWork)).Count == 0)
        );
    }

    private async Task AssertAllOrNothingAsync(LegacyVenue venue, IReadOnlyList<string> before)
    {
        await using var copy = venue.Database == DatabaseProvider.Sqlite ? venue.CopyFiles() : null;
        var found = copy ?? venue;
        var rows = await found.ReadRowsAsync();
        var history = rows.Where(LegacyRows.IsHistory).ToList();
        var known = await GetKnownMigrationsAsync(venue.Database);
        var isUpgraded = history.Exists(row => row.Contains(known[0], StringComparison.Ordinal));
        if (!isUpgraded)
        {
            Assert.Equal(before, rows);
        }
        else
        {
            LegacyRows.AssertKept(before, rows.Where(row => !LegacyRows.IsLock(row)), hasRun: true);
        }

        window *= isUpgraded && history.Count == known.Count ? 0.8 : 1.2;
        var leftLock = rows.Any(LegacyRows.IsLock) ? " with EF Core's lock left behind" : "";
        states.Add((isUpgraded ? $"after {history.Count} of {known.Count} migrations" : "before the upgrade") + leftLock);
    }

    private async Task AssertCompleteAsync(LegacyVenue venue, IReadOnlyList<string> before)
    {
        var rows = await venue.ReadRowsAsync();
        LegacyRows.AssertKept(before, rows, hasRun: true);
        Assert.Equal((await GetKnownMigrationsAsync(venue.Database)).Count, rows.Count(LegacyRows.IsHistory));
        if (venue.Database == DatabaseProvider.Sqlite)
        {
            Assert.Equal(["ok"], await venue.ReadTextAsync("PRAGMA integrity_check"));
            Assert.Empty(await venue.ReadTextAsync("PRAGMA foreign_key_check"));
        }

        Assert.Equal(await SchemaReader.ReadAsync(venues.On(venue.Database)), await SchemaReader.ReadAsync(venue));
    }

    private Task<List<string>> GetKnownMigrationsAsync(DatabaseProvider database) =>
        venues.On(database).UseAsync<TicketingDbContext, List<string>>(db => Task.FromResult(db.Database.GetMigrations().ToList()));

    private static string GetLockFile(LegacyVenue venue) => venue.FilePath + ".migrating";

    private static async Task UntilAsync(Func<Task<bool>> happens)
    {
        for (var waited = 0; !await happens(); waited++)
        {
            Assert.True(waited < 6_000, "It never happened.");
            await Task.Delay(5, Ct);
        }
    }
}
