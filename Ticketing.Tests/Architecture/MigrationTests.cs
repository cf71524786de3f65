using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Architecture;

public sealed class MigrationTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public Task No_change_of_the_model_lacks_its_migration(DatabaseProvider database) =>
        venues
            .On(database)
            .UseAsync<TicketingDbContext>(db =>
            {
                Assert.False(db.Database.HasPendingModelChanges(), "Add a migration: the remarks on TicketingDbContext say how.");
                return Task.CompletedTask;
            });

    [Fact]
    public Task Every_connection_to_a_file_is_durable_and_keeps_foreign_keys() =>
        venues
            .On(DatabaseProvider.Sqlite)
            .UseAsync<TicketingDbContext>(async db =>
            {
                Assert.Equal(
                    "wal",
                    await db.Database.SqlQuery<string>($"SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync(Ct)
                );
                Assert.Equal(
                    2,
                    await db.Database.SqlQuery<int>($"SELECT synchronous AS \"Value\" FROM pragma_synchronous").SingleAsync(Ct)
                );
                Assert.Equal(
                    1,
                    await db.Database.SqlQuery<int>($"SELECT foreign_keys AS \"Value\" FROM pragma_foreign_keys").SingleAsync(Ct)
                );
            });

    [Theory, OnBothDatabases]
    public async Task The_database_itself_refuses_to_oversell(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 3));
        var error = await Assert.ThrowsAnyAsync<Exception>(() =>
            app.UseAsync<TicketingDbContext>(db =>
                db.WriteAsync(
                    () =>
                        db.Set<TicketType>()
                            .Where(t => t.EventId == show.Id)
                            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Sold, 4), Ct),
                    ct: Ct
                )
            )
        );
        Assert.Contains("ck_ticket_types_stock", error.Message, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public Task A_statement_outside_a_write_is_refused(DatabaseProvider database) =>
        venues
            .On(database)
            .UseAsync<TicketingDbContext>(db =>
                Assert.ThrowsAsync<InvalidOperationException>(() =>
                    db.Set<TicketType>().ExecuteUpdateAsync(set => set.SetProperty(t => t.Position, 0), Ct)
                )
            );

    [Theory, OnBothDatabases]
    public Task A_row_is_not_locked_outside_a_write(DatabaseProvider database) =>
        venues
            .On(database)
            .UseAsync<TicketingDbContext>(db =>
                Assert.ThrowsAsync<InvalidOperationException>(() => db.Set<TicketType>().ForUpdate().ToListAsync(Ct))
            );

    [Theory, InlineData("Sqlite"), InlineData("Postgres")]
    public void Only_the_newest_migration_keeps_its_model(string database)
    {
        var designers = Repository
            .FindFiles($"{Repository.Product}/Infrastructure/Data/{database}/Migrations", ".cs")
            .Where(file => file.EndsWith(".Designer.cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.NotEmpty(designers);
        Assert.All(
            designers.SkipLast(1),
            file => Assert.DoesNotContain("BuildTargetModel", Repository.Read(file), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_new_file_is_made_without_a_warning()
    {
        await using var app = new LoggingApp { StartsWithoutDatabase = true };

        await app.PublishEventAsync();

        // Warnings of the go-live check; the database adds none.
        Assert.Equal(
            ["Mail:Transport", "Payments:Provider"],
            app.Log.Lines.Where(line => line.Level >= LogLevel.Warning)
                .Select(line => line.Text.Split(' ')[0])
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_migration_lock_left_by_a_killed_process_does_not_stop_the_next_start()
    {
        await using var next = new TicketingApp();
        await using (var killed = new SqliteConnection($"Data Source={Path.Combine(next.StorageFolder, "ticketing.db")}"))
        {
            await killed.OpenAsync(Ct);
            await using var command = killed.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
                """;
            await command.ExecuteNonQueryAsync(Ct);
        }

        var started = Task.Run(() => next.PublishEventAsync(), Ct);
        await started.WaitAsync(TimeSpan.FromMinutes(1), Ct);
    }

    private sealed class LoggingApp : TicketingApp
    {
        public LogCollector Log { get; } = new();

        protected override void OverrideServices(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Log);
    }
}
