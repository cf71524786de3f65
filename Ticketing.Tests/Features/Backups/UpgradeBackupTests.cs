using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

/// <summary>Runs the real program on a database of an earlier version.</summary>
public sealed class UpgradeBackupTests
{
    [Theory, OnEitherDatabase]
    public async Task An_upgrade_saves_the_database_first(DatabaseProvider database)
    {
        await using var venue = await LegacyVenue.CreateAsync(database);

        var upgrade = await RunAsync(venue, "migrate");

        Assert.True(upgrade.ExitCode == 0, upgrade.Errors);
        Assert.Contains("Before the upgrade, the database was saved to", upgrade.Output, StringComparison.Ordinal);
        var backup = Assert.Single(ListBackups(venue));
        var verified = await RunAsync(venue, "verify", backup);
        Assert.True(verified.ExitCode == 0, verified.Errors);
        Assert.Contains("Good: restored in a trial", verified.Output, StringComparison.Ordinal);
        Assert.Matches("[1-9] orders", verified.Output);

        Assert.Equal(0, (await RunAsync(venue, "migrate")).ExitCode);
        Assert.Equal([backup], ListBackups(venue));
    }

    [Theory, OnEitherDatabase]
    public async Task A_failed_upgrade_puts_the_database_back(DatabaseProvider database)
    {
        await using var venue = await LegacyVenue.CreateAsync(database);
        // The first new migration is applied, the second fails.
        await venue.ExecuteAsync("CREATE TABLE staff_sessions (id integer)");
        var before = await venue.ReadRowsAsync();

        var upgrade = await RunAsync(venue, "migrate");

        Assert.Equal(1, upgrade.ExitCode);
        Assert.Contains("This version cannot upgrade the database", upgrade.Errors, StringComparison.Ordinal);
        Assert.Contains("The database is as it was before", upgrade.Errors, StringComparison.Ordinal);
        Assert.Contains(Assert.Single(ListBackups(venue)), upgrade.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await venue.ReadRowsAsync());

        await venue.ExecuteAsync("DROP TABLE staff_sessions");
        Assert.Equal(0, (await RunAsync(venue, "migrate")).ExitCode);
    }

    [Theory, OnEitherDatabase]
    public async Task A_platform_that_starts_it_again_and_again_does_not_fill_the_disk(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        for (var start = 0; start < 5; start++)
        {
            Assert.NotNull(await app.UseAsync<IUpgradeBackup, string?>(backup => backup.SaveAsync(TestContext.Current.CancellationToken)));
            app.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(3, Directory.GetFiles(Path.Combine(app.StorageFolder, "backups")).Length);
    }

    [Theory, OnBothDatabases]
    public async Task While_it_is_written_it_is_where_every_start_deletes_what_a_kill_has_left(DatabaseProvider database)
    {
        await using var app = new LookingApp(database);
        using var visitor = app.NewBrowser();
        await visitor.OpenAsync("/health/live");
        app.Unfinished.Clear();

        Assert.NotNull(await app.UseAsync<IUpgradeBackup, string?>(backup => backup.SaveAsync(TestContext.Current.CancellationToken)));

        Assert.NotEmpty(app.Unfinished);
        Assert.All(
            app.Unfinished,
            path => Assert.StartsWith(".work-", Path.GetFileName(Path.GetDirectoryName(path)), StringComparison.Ordinal)
        );
        Assert.Empty(Directory.GetDirectories(Path.Combine(app.StorageFolder, "backups")));
    }

    private static List<string> ListBackups(LegacyVenue venue) => [.. Directory.GetFiles(Path.Combine(venue.StorageFolder, "backups"))];

    private static async Task<TicketingProcess.Outcome> RunAsync(LegacyVenue venue, params string[] arguments)
    {
        if (venue.ConnectionString is { } connectionString)
        {
            // Connections of this process would count as another server.
            await PostgresServer.WaitUntilUnusedAsync(connectionString, TestContext.Current.CancellationToken);
        }

        return await TicketingProcess.RunAsync(
            arguments,
            new()
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Storage__Directory"] = venue.StorageFolder,
                ["Site__PublicBaseUrl"] = "https://tickets.example",
                ["Database__Provider"] = $"{venue.Database}",
                ["ConnectionStrings__Ticketing"] = venue.ConnectionString ?? "",
            }
        );
    }

    /// <summary>Lists unfinished archives when one asks for the venue's name, which is the last that it needs.</summary>
    private sealed class LookingApp(DatabaseProvider database) : TicketingApp(database)
    {
        public List<string> Unfinished { get; } = [];

        protected override void OverrideServices(IServiceCollection services) =>
            services.AddSingleton<IOptions<SiteOptions>>(provider => new LookingOptions(
                provider.GetRequiredService<IOptionsFactory<SiteOptions>>().Create(Options.DefaultName),
                () => Unfinished.AddRange(Directory.GetFiles(StorageFolder, "*.part", SearchOption.AllDirectories))
            ));
    }

    private sealed class LookingOptions(SiteOptions site, Action look) : IOptions<SiteOptions>
    {
        public SiteOptions Value
        {
            get
            {
                look();
                return site;
            }
        }
    }
}
