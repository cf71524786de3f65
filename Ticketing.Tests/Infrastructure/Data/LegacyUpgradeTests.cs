using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Architecture;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

/// <summary>Upgrades a filled venue of the last release before the migration <c>Initial</c>.</summary>
public sealed class LegacyUpgradeTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string History = "\"__EFMigrationsHistory\"";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Every_row_is_kept_under_the_new_names(DatabaseProvider database)
    {
        await using var venue = await LegacyVenue.CreateAsync(database);
        var before = await venue.ReadRowsAsync();
        Assert.All(
            LegacyRows.NewNames,
            name =>
                Assert.Contains(
                    before,
                    row => row.StartsWith(name.Table, StringComparison.Ordinal) && row.Contains(name.Old, StringComparison.Ordinal)
                )
        );

        await venue.MigrateAsync();

        var after = await venue.ReadRowsAsync();
        LegacyRows.AssertKept(before, after);
        await venue.MigrateAsync();
        Assert.Equal(after, await venue.ReadRowsAsync());
        await AssertHistoryIsNewAsync(venue, after);
    }

    [Theory, OnBothDatabases]
    public async Task The_schema_is_that_of_a_new_database(DatabaseProvider database)
    {
        await using var venue = await LegacyVenue.CreateAsync(database);

        Assert.Equal(await SchemaReader.ReadAsync(venues.On(database)), await SchemaReader.ReadAsync(venue));
    }

    [Theory, OnBothDatabases]
    public async Task The_venue_goes_on_selling_and_its_pages_read_as_before(DatabaseProvider database)
    {
        await using var venue = await LegacyVenue.CreateAsync(database);
        var show = await venue.UseAsync<TicketingDbContext, Event>(db =>
            db.Set<Event>().Include(e => e.TicketTypes).SingleAsync(e => e.Slug == "old-show", Ct)
        );

        await venue.BuyAsync(show, "Seated", 2);

        await venue.AssertInvariantsAsync();
        using var staff = await venue.SignInAsStaffAsync(Roles.SuperAdmin);
        Assert.Contains("Made at the provider", (await staff.OpenAsync("/admin/refunds")).Text, StringComparison.Ordinal);
        Assert.Contains("Wim Waiting", (await staff.OpenAsync("/admin/users")).Text, StringComparison.Ordinal);
        var audit = (await staff.OpenAsync("/admin/audit")).Text;
        Assert.Contains("Other amount", audit, StringComparison.Ordinal);
        Assert.Contains("Made at the provider", audit, StringComparison.Ordinal);
    }

    [Theory]
    [OnBothDatabases("Start the last release", $"DELETE FROM {History} WHERE \"MigrationId\" LIKE '%_RealMoney'")]
    [OnBothDatabases("Start the last release", $"INSERT INTO {History} VALUES ('20261124000000_Mine', '10.0.15')")]
    [OnBothDatabases(
        "Start the last release",
        $"UPDATE {History} SET \"MigrationId\" = '20261124000000_Mine' WHERE \"MigrationId\" LIKE '%_Insights'"
    )]
    public async Task Any_other_history_is_refused_and_left_alone(DatabaseProvider database, string advice, string change)
    {
        await using var venue = await LegacyVenue.CreateAsync(database);
        await venue.ExecuteAsync(change);

        await AssertRefusedAsync(venue, advice, "_AdminArea");
    }

    [Theory, OnBothDatabases]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone(DatabaseProvider database)
    {
        await using var venue = await LegacyVenue.CreateAsync(database);
        await venue.MigrateAsync();
        await venue.ExecuteAsync($"INSERT INTO {History} VALUES ('29990101000000_Later', '10.0.15')");

        await AssertRefusedAsync(venue, "newer version", "29990101000000_Later");
    }

    [Theory, OnEitherDatabase]
    public async Task The_operator_reads_why_the_program_does_not_start(DatabaseProvider database)
    {
        await using var venue = await LegacyVenue.CreateAsync(database);
        await venue.ExecuteAsync($"DELETE FROM {History} WHERE \"MigrationId\" LIKE '%_RealMoney'");
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Storage__Directory"] = venue.StorageFolder,
            ["Site__PublicBaseUrl"] = "https://tickets.example",
            ["Database__Provider"] = $"{database}",
            ["ConnectionStrings__Ticketing"] = venue.ConnectionString ?? "",
        };

        foreach (var command in (string[])["migrate", "serve"])
        {
            var run = await TicketingProcess.RunAsync([command, "--urls", "http://127.0.0.1:0"], settings);

            Assert.Equal(1, run.ExitCode);
            // In the log if the server of PostgreSQL is slow, because the program already listens then.
            Assert.Contains("This version cannot upgrade the database", run.Errors + run.Output, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task An_interrupted_upgrade_leaves_the_old_database_and_can_be_repeated(DatabaseProvider database)
    {
        await using var venue = await LegacyVenue.CreateAsync(database);
        var before = await venue.ReadRowsAsync();
        await venue.ExecuteAsync(
            database == DatabaseProvider.Sqlite
                ? $"CREATE TRIGGER stop BEFORE INSERT ON {History} BEGIN SELECT RAISE(ABORT, 'stopped'); END"
                : "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'stopped'; END $$; CREATE "
                    + $"TRIGGER stop BEFORE INSERT ON {History} EXECUTE FUNCTION stop()"
        );

        Assert.Contains("stopped", (await Assert.ThrowsAnyAsync<Exception>(venue.MigrateAsync)).Message, StringComparison.Ordinal);

        Assert.Equal(before, await venue.ReadRowsAsync());
        await venue.ExecuteAsync(
            database == DatabaseProvider.Sqlite ? "DROP TRIGGER stop" : $"DROP TRIGGER stop ON {History}; DROP FUNCTION stop()"
        );
        await venue.MigrateAsync();
        LegacyRows.AssertKept(before, await venue.ReadRowsAsync());
        await AssertHistoryIsNewAsync(venue, await venue.ReadRowsAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Several_processes_may_start_at_once(DatabaseProvider database)
    {
        await using var venue = await LegacyVenue.CreateAsync(database);
        var before = await venue.ReadRowsAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(venue.MigrateAsync, Ct)));

        LegacyRows.AssertKept(before, await venue.ReadRowsAsync());
    }

    private static async Task AssertRefusedAsync(LegacyVenue venue, string advice, string found)
    {
        var (rows, file) = (await venue.ReadRowsAsync(), await venue.ReadFileAsync());

        var refusal = await Assert.ThrowsAsync<MigrationHistoryException>(venue.MigrateAsync);

        Assert.Contains(advice, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(found, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(rows, await venue.ReadRowsAsync());
        Assert.Equal(file, await venue.ReadFileAsync());
    }

    /// <summary>As in a database that was created by this version.</summary>
    private static async Task AssertHistoryIsNewAsync(LegacyVenue venue, IEnumerable<string> rows) =>
        Assert.Equal(
            await venue.UseAsync<TicketingDbContext, List<string>>(db => Task.FromResult(db.Database.GetMigrations().ToList())),
            rows.Where(LegacyRows.IsHistory).Select(row => row.Split(" | ")[0].Split('=')[1])
        );
}
