using Microsoft.EntityFrameworkCore;
using Ticketing.Features.GoLive;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Tests.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

/// <summary>The command on a database that this version cannot use: it says so, and changes nothing.</summary>
public sealed class CheckWithoutDatabaseTests
{
    private const string LaterMigration = "INSERT INTO \"__EFMigrationsHistory\" VALUES ('20991231235959_Later', '99.0.0')";
    private const string Skipped = "warn Cannot tell from here: this needs the database. See the first line.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_database_of_an_earlier_version_stays_as_it_is(DatabaseProvider database)
    {
        await using var venue = await LegacyVenue.CreateAsync(database);
        var before = await venue.ReadRowsAsync();

        var found = await CheckAsync(venue);

        Assert.StartsWith("fail An earlier version of this program used the database (", found["database"], StringComparison.Ordinal);
        Assert.EndsWith("or run the command migrate, and check again.", found["database"], StringComparison.Ordinal);
        AssertRestIsChecked(found);
        Assert.Equal(before, await venue.ReadRowsAsync());
        Assert.False(Directory.Exists(Path.Combine(venue.StorageFolder, "backups")));
    }

    [Theory, OnEitherDatabase]
    public async Task A_database_of_a_newer_version_is_named(DatabaseProvider database)
    {
        await using var venue = await LegacyVenue.CreateAsync(database);
        await venue.MigrateAsync();
        await venue.ExecuteAsync(LaterMigration);

        var found = await CheckAsync(venue);

        Assert.StartsWith(
            "fail The database was last used by a newer version of this program",
            found["database"],
            StringComparison.Ordinal
        );
        AssertRestIsChecked(found);
    }

    [Fact]
    public async Task Before_the_first_start_nothing_is_created()
    {
        await using var venue = new TicketingApp();
        var folder = Path.Combine(venue.StorageFolder, "data");

        var found = await CheckAsync(venue, ("Storage__Directory", folder));

        Assert.Equal(
            $"fail There is no venue in the database yet (the SQLite file '{folder}/ticketing.db'). Start the server once, or run the "
                + "command migrate, and check again.",
            found["database"]
        );
        Assert.StartsWith($"warn The storage folder {folder} does not exist yet.", found["permissions"], StringComparison.Ordinal);
        AssertRestIsChecked(found);
        Assert.False(Path.Exists(folder));
    }

    [Fact]
    public async Task A_restore_that_was_interrupted_stays_as_it_is()
    {
        await using var venue = new TicketingApp { StartsWithoutDatabase = true };
        var staged = Path.Combine(venue.StorageFolder, "ticketing.db" + StagedRestore.Staged);
        var marker = Path.Combine(venue.StorageFolder, "restore.ready");
        await File.WriteAllTextAsync(staged, "restored", Ct);
        await File.WriteAllTextAsync(marker, $"{Guid.NewGuid():N}\n", Ct);

        var found = await CheckAsync(venue);

        Assert.Equal("fail A restore is not finished. Start the server to finish it.", found["database"]);
        AssertRestIsChecked(found);
        Assert.Equal([marker, staged], Directory.GetFiles(venue.StorageFolder).Order(StringComparer.Ordinal));
    }

    [OnPostgres]
    public async Task An_empty_database_stays_empty()
    {
        await using var venue = await LegacyVenue.CreateAsync(DatabaseProvider.Postgres);
        await venue.ExecuteAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public;");

        var found = await CheckAsync(venue);

        Assert.StartsWith("fail There is no venue in the database yet (", found["database"], StringComparison.Ordinal);
        Assert.Empty(await venue.ReadTextAsync("SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'"));
    }

    [OnPostgres]
    public async Task A_database_server_that_is_down_is_named_without_its_password()
    {
        await using var venue = new TicketingApp(DatabaseProvider.Postgres);
        using var line = new DatabaseProxy(venue.ConnectionString!);
        line.Cut();

        var found = await CheckAsync(venue, ("ConnectionStrings__Ticketing", line.ConnectionString + ";Password=TopSecret"));

        Assert.Matches(
            $"^fail The database cannot be used \\(.* on 127\\.0\\.0\\.1:{line.Port}\\): .*Connection refused\\. Start the database server",
            found["database"]
        );
        AssertRestIsChecked(found);
    }

    [Theory, OnEitherDatabase]
    public async Task The_staff_page_names_the_database_first_when_another_version_has_upgraded_it(DatabaseProvider database)
    {
        await using var venue = new GoLiveVenue(database);
        await venue.RunGoLiveCheckAsync();
        Assert.DoesNotContain("database", (await venue.ReadGoLiveResultsAsync()).Select(result => result.Topic));

        await venue.UseAsync<TicketingDbContext>(db => db.WriteAsync(() => db.Database.ExecuteSqlRawAsync(LaterMigration, Ct), ct: Ct));
        await venue.RunGoLiveCheckAsync();

        var results = await venue.ReadGoLiveResultsAsync();
        Assert.Equal(["database", .. GoLiveTopics.All], results.Select(result => result.Topic));
        Assert.Contains("newer version", results[0].Text, StringComparison.Ordinal);
    }

    /// <returns>Status and text of each line.</returns>
    private static async Task<Dictionary<string, string>> CheckAsync(TicketingApp venue, params (string Name, string Value)[] settings)
    {
        // No sender: DNS is not asked.
        var run = await venue.RunCheckCommandAsync([("Payments__Provider", "None"), ("Mail__From", ""), .. settings]);
        var lines = run.Output.TrimEnd().Split('\n').Select(line => line.Split(' ', 3)).ToList();
        Assert.Equal("database", lines[0][1]);
        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("TopSecret", run.Output + run.Errors, StringComparison.Ordinal);
        return lines.ToDictionary(line => line[1], line => $"{line[0]} {line[2]}");
    }

    private static void AssertRestIsChecked(Dictionary<string, string> found)
    {
        Assert.Equal(["database", .. GoLiveTopics.All], found.Keys);
        string[] checkedAnyway = ["mail", "dns", "payment", "disk", "permissions"];
        Assert.All(GoLiveTopics.All.Except(checkedAnyway), topic => Assert.Equal(Skipped, found[topic]));
        Assert.StartsWith("fail Emails are saved as files", found["mail"], StringComparison.Ordinal);
        Assert.StartsWith("warn The sender’s address is not set", found["dns"], StringComparison.Ordinal);
        Assert.StartsWith("warn Payments:Provider is None", found["payment"], StringComparison.Ordinal);
        Assert.Contains("are left for the storage folder", found["disk"], StringComparison.Ordinal);
        Assert.Matches("^(ok The program can use its storage folder|warn )", found["permissions"]);
    }
}
