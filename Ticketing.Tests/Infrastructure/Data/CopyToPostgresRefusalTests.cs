using Microsoft.Data.Sqlite;
using Npgsql;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.SqliteCopy;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

/// <summary>The reason is reported, and the target database stays unchanged.</summary>
public sealed class CopyToPostgresRefusalTests(VenueFixture venues) : IClassFixture<VenueFixture>, IAsyncLifetime
{
    private TicketingApp target = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        PostgresServer.SkipIfUnavailable();
        target = new TicketingApp(DatabaseProvider.Postgres);
        await OldVenue.PublishEventAsync();
    }

    private TicketingApp OldVenue => venues.On(DatabaseProvider.Sqlite);

    [Fact]
    public async Task The_operator_hears_what_is_wrong_and_the_program_fails()
    {
        var none = await CopyToPostgresTests.CopyAsync("/nowhere/ticketing.db", target.StorageFolder, target.ConnectionString!);
        var sqlite = await CopyToPostgresTests.CopyAsync("/nowhere/ticketing.db", target.StorageFolder, "", "Sqlite");

        Assert.Equal((1, "There is no file '/nowhere/ticketing.db'."), (none.ExitCode, none.Errors.Trim()));
        Assert.Equal(1, sqlite.ExitCode);
        Assert.StartsWith("Set Database:Provider to Postgres", sqlite.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_holds_anything_is_left_alone()
    {
        await target.PublishEventAsync("Theirs", _ => { });

        Assert.Contains("is not empty: there are rows in events", await RefusalAsync(VenueFile()), StringComparison.Ordinal);

        Assert.Equal(1, await CountAsync("events"));
    }

    [Theory]
    [InlineData("is no SQLite database", null)]
    [InlineData("is no venue of this program", "DROP TABLE \"__EFMigrationsHistory\"")]
    [InlineData("last used by a newer version", "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '10')")]
    public async Task A_file_that_is_not_of_this_version_is_refused(string reason, string? change)
    {
        var file = VenueFile();
        if (change is null)
        {
            await File.WriteAllTextAsync(file, new string('x', 5000), Ct);
        }
        else
        {
            Change(file, change);
        }

        Assert.Contains(reason, await RefusalAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_an_older_version_is_refused()
    {
        var file = Path.Combine(target.StorageFolder, "old.db");
        await LegacyVenue.CreateFileAsync(file);

        Assert.Contains("last used by an older version", await RefusalAsync(file), StringComparison.Ordinal);

        Assert.Equal(0, await CountAsync("events"));
    }

    [Fact]
    public async Task A_file_into_which_somebody_writes_is_refused()
    {
        var file = VenueFile();
        using var writer = new SqliteConnection($"Data Source={file};Pooling=False");
        writer.Open();
        using var writing = writer.BeginTransaction();

        Assert.Contains("Stop the server first", await RefusalAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tickets_that_could_never_be_shown_again_are_not_copied()
    {
        var file = VenueFile();
        Change(
            file,
            "INSERT INTO ticket_keys (number, created_at, event_id, public_key, protected_private_key) SELECT 7, created_at, id, x'00', "
                + "x'00' FROM events LIMIT 1",
            "ticket_keys"
        );
        Assert.Contains("Set Storage:Directory to the venue's own folder", await RefusalAsync(file), StringComparison.Ordinal);

        Assert.Equal(0, await CountAsync("events"));
    }

    [Fact]
    public async Task A_text_that_does_not_fit_is_named_by_its_table()
    {
        var file = VenueFile();
        Change(file, $"UPDATE events SET title = '{new string('t', 201)}'");

        Assert.StartsWith(
            "PostgreSQL does not take what stands in events: value too long",
            await RefusalAsync(file),
            StringComparison.Ordinal
        );

        Assert.Equal(0, await CountAsync("events"));
    }

    [Fact]
    public async Task Interrupted_halfway_it_leaves_nothing_and_can_be_done_again()
    {
        var file = VenueFile();
        await ExecuteAsync(
            "CREATE FUNCTION pull() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'plug pulled'; END $$; CREATE TRIGGER "
                + "pull BEFORE INSERT ON ticket_types EXECUTE FUNCTION pull()"
        );

        await Assert.ThrowsAsync<PostgresException>(() => CopyAsync(file));
        Assert.Equal(0, await CountAsync("events"));

        await ExecuteAsync("DROP TRIGGER pull ON ticket_types");
        Assert.IsType<CopyOutcome.Copied>(await CopyAsync(file));
        Assert.NotEqual(0, await CountAsync("events"));
        Assert.Equal(2, await CountAsync("counters"));
    }

    /// <summary>A copy that the test may damage.</summary>
    private string VenueFile()
    {
        var file = Path.Combine(target.StorageFolder, "old.db");
        using var source = new SqliteConnection($"Data Source={Path.Combine(OldVenue.StorageFolder, "ticketing.db")};Pooling=False");
        source.Open();
        using var command = source.CreateCommand();
        command.CommandText = $"VACUUM INTO '{file}'";
        command.ExecuteNonQuery();
        return file;
    }

    private static void Change(string file, string sql, string? table = null)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() != 0 || table is null);
    }

    private Task<CopyOutcome> CopyAsync(string file) => target.UseAsync<CopyFromSqlite, CopyOutcome>(copy => copy.CopyAsync(file, Ct));

    private async Task<string> RefusalAsync(string file) => Assert.IsType<CopyOutcome.Refused>(await CopyAsync(file)).Reason;

    private async Task<long> CountAsync(string table)
    {
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {table}", connection);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    public ValueTask DisposeAsync() => target?.DisposeAsync() ?? ValueTask.CompletedTask;
}
