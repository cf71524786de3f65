using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Postgres;
using Xunit;

namespace Ticketing.Tests.Support.Databases;

/// <summary>The server started by <c>./test.sh</c>. Each caller gets an empty database with the current schema.</summary>
internal static class PostgresServer
{
    private static readonly string? Address = Environment.GetEnvironmentVariable("TICKETING_POSTGRES");
    private static readonly Lazy<string> Template = new(CreateTemplate);
    private static int databaseCount;

    /// <summary>Null if the server is available.</summary>
    public static string? SkipReason => Address is null ? "PostgreSQL is not available: run ./test.sh or set TICKETING_POSTGRES" : null;

    public static void SkipIfUnavailable() => Assert.SkipWhen(SkipReason is not null, SkipReason ?? "");

    /// <returns>Connection string of an empty, migrated database.</returns>
    public static string CreateDatabase() => Create(Template.Value);

    /// <returns>Connection string of a database without tables.</returns>
    public static string CreateEmptyDatabase() => Create("template0");

    public static void DropDatabase(string connectionString)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connectionString));
        Execute($"""DROP DATABASE IF EXISTS "{new NpgsqlConnectionStringBuilder(connectionString).Database}" WITH (FORCE)""");
    }

    /// <summary>Closes idle connections of this process and waits for those of ended ones: the server notices their end later.</summary>
    public static async Task WaitUntilUnusedAsync(string connectionString, CancellationToken ct)
    {
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync(ct);
        await using var others = connection.CreateCommand();
        others.CommandText = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        while ((long)(await others.ExecuteScalarAsync(ct))! > 0)
        {
            await Task.Delay(20, ct);
        }
    }

    private static string CreateTemplate()
    {
        var template = Create("template0");
        var options = new DbContextOptionsBuilder<PostgresTicketingDbContext>()
            .UseNpgsql(template)
            .UseApplicationServiceProvider(new ServiceCollection().AddIdentitySchema().BuildServiceProvider())
            .Options;
        using var db = new PostgresTicketingDbContext(options);
        db.Database.Migrate();
        NpgsqlConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DropDatabase(template);
        return new NpgsqlConnectionStringBuilder(template).Database!;
    }

    private static string Create(string template)
    {
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref databaseCount)}";
        // Copying files takes a third of the time of logging each page.
        Execute($"""CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY""");
        return new NpgsqlConnectionStringBuilder(Address)
        {
            Database = name,
            MaxPoolSize = 30,
            IncludeErrorDetail = true,
        }.ConnectionString;
    }

    private static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Address) { Database = "postgres", Pooling = false }.ConnectionString
        );
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        command.ExecuteNonQuery();
    }
}
