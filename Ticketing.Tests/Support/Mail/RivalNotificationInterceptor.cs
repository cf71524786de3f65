using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Infrastructure.Data.Sqlite;

namespace Ticketing.Tests.Support.Mail;

/// <summary>
/// Inserts the same message just before ours: on PostgreSQL in its own transaction, which commits once ours waits for it; SQLite has a
/// single writer, so there the row goes into our transaction.
/// </summary>
internal sealed class RivalNotificationInterceptor(string dedupeKey) : DbCommandInterceptor
{
    public const string Recipient = "rival@example.org";

    /// <summary>The rival's commit; await it before asserting.</summary>
    public Task Committed { get; private set; } = Task.CompletedTask;

    private bool hasInserted;

    public void AddTo(IServiceCollection collection) =>
        collection
            .ConfigureDbContext<SqliteTicketingDbContext>(options => options.AddInterceptors(this))
            .ConfigureDbContext<PostgresTicketingDbContext>(options => options.AddInterceptors(this));

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        await InsertFirstAsync(command, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        await InsertFirstAsync(command, cancellationToken);
        return result;
    }

    private async Task InsertFirstAsync(DbCommand command, CancellationToken ct)
    {
        if (
            hasInserted
            || !command
                .CommandText.Replace("\"", "", StringComparison.Ordinal)
                .StartsWith("INSERT INTO notifications", StringComparison.Ordinal)
        )
        {
            return;
        }

        hasInserted = true;
        if (command is NpgsqlCommand ours)
        {
            var rival = await InsertAsync(ours, ct);
            Committed = CommitWhenAwaitedAsync(rival, ct);
            return;
        }

        await using var insert = command.Connection!.CreateCommand();
        insert.Transaction = command.Transaction;
        insert.CommandText = CreateInsertSql("0");
        await insert.ExecuteNonQueryAsync(ct);
    }

    private async Task<NpgsqlConnection> InsertAsync(NpgsqlCommand ours, CancellationToken ct)
    {
        var rival = new NpgsqlConnection(ours.Connection!.ConnectionString);
        await rival.OpenAsync(ct);
        await using var insert = new NpgsqlCommand($"BEGIN; {CreateInsertSql("now()")}", rival);
        await insert.ExecuteNonQueryAsync(ct);
        return rival;
    }

    private static async Task CommitWhenAwaitedAsync(NpgsqlConnection rival, CancellationToken ct)
    {
        await using (rival)
        {
            await using var awaited = new NpgsqlCommand(
                "SELECT count(*) > 0 FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))",
                rival
            );
            while (await awaited.ExecuteScalarAsync(ct) is not true)
            {
                await Task.Delay(5, ct);
            }

            await using var commit = new NpgsqlCommand("COMMIT", rival);
            await commit.ExecuteNonQueryAsync(ct);
        }
    }

    private string CreateInsertSql(string instant) =>
        $"""
            INSERT INTO notifications (id, kind, dedupe_key, channel, recipient, recipient_key, status, attempts, created_at, due_at)
            VALUES ('{Guid.Empty}', '{TestComposer.TestKind}', '{dedupeKey}', 'email', '{Recipient}', '{Recipient}', 'Pending', 0, {instant}, {instant})
            """;
}
