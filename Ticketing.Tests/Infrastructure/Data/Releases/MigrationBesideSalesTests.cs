using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data.Releases;

/// <summary>A new release migrates the database while processes of the former one use it.</summary>
public sealed class MigrationBesideSalesTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [OnPostgres]
    public async Task A_long_statement_delays_the_migration_but_nobody_else()
    {
        var database = PostgresServer.CreateEmptyDatabase();
        try
        {
            await using var services = new ServiceCollection().AddIdentitySchema().BuildServiceProvider();
            await using var db = CreateContext(database, services);
            await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First(), Ct);
            await using var report = await ReadTablesAsync(database);
            var migrating = MigrateAsync(database, services);
            var longest = await UseTablesUntilRefusedTwiceAsync(database, migrating);
            await report.DisposeAsync();
            await migrating;
            Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
            Assert.InRange(longest, TimeSpan.FromMilliseconds(500), MaxWait);
        }
        finally
        {
            PostgresServer.DropDatabase(database);
        }
    }

    private static PostgresTicketingDbContext CreateContext(string database, ServiceProvider services) =>
        new(new DbContextOptionsBuilder<PostgresTicketingDbContext>().UseNpgsql(database).UseApplicationServiceProvider(services).Options);

    private static async Task MigrateAsync(string database, ServiceProvider services)
    {
        await using var db = CreateContext(database, services);
        var migrator = new PostgresMigrator(db, new NoUpgradeBackup(), TimeProvider.System, NullLogger<DatabaseMigrator>.Instance);
        await migrator.MigrateAsync(Ct);
    }

    /// <summary>Reads every table until it is disposed, as an export may for a long time.</summary>
    private static async Task<NpgsqlConnection> ReadTablesAsync(string database)
    {
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(
            """
            BEGIN;
            DO $$ DECLARE name text; BEGIN
              FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\_\_%' LOOP
                EXECUTE format('LOCK TABLE %I IN ACCESS SHARE MODE', name);
              END LOOP;
            END $$
            """,
            connection
        );
        await command.ExecuteNonQueryAsync(Ct);
        return connection;
    }

    /// <returns>The longest that a short look at all tables took meanwhile.</returns>
    private static async Task<TimeSpan> UseTablesUntilRefusedTwiceAsync(string database, Task migrating)
    {
        var (longest, waits) = (TimeSpan.Zero, 0);
        var began = Stopwatch.StartNew();
        while (waits < 2)
        {
            Assert.False(migrating.IsCompleted, $"{migrating.Exception}");
            Assert.True(began.Elapsed < TimeSpan.FromMinutes(1), "The migration never waited.");
            var start = Stopwatch.GetTimestamp();
            await (await ReadTablesAsync(database)).DisposeAsync();
            var took = Stopwatch.GetElapsedTime(start);
            waits += took > TimeSpan.FromMilliseconds(500) ? 1 : 0;
            longest = took > longest ? took : longest;
            await Task.Delay(20, Ct);
        }

        return longest;
    }
}
