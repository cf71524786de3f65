using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Data.Sqlite;

namespace Ticketing.Tests.Support;

/// <summary>Queues the same message at the last moment before ours is inserted, as another transaction may where several write at once.</summary>
internal sealed class RivalQueue(string dedupeKey) : DbCommandInterceptor
{
    public const string Recipient = "rival@example.org";
    private bool done;

    public void Under(IServiceCollection collection) =>
        collection.ConfigureDbContext<SqliteTicketingDbContext>(options => options.AddInterceptors(this));

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await PrecedeAsync(command, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await PrecedeAsync(command, cancellationToken);
        return result;
    }

    private async Task PrecedeAsync(DbCommand command, CancellationToken ct)
    {
        if (done || !command.CommandText.StartsWith("INSERT INTO \"notifications\"", StringComparison.Ordinal))
        {
            return;
        }

        done = true;
        await using var rival = command.Connection!.CreateCommand();
        rival.Transaction = command.Transaction;
        rival.CommandText =
            $"""
            INSERT INTO notifications (id, kind, dedupe_key, channel, recipient, status, attempts, created_at, due_at)
            VALUES ('{Guid.Empty}', '{TestComposer.TestKind}', '{dedupeKey}', 'email', '{Recipient}', 'Pending', 0, 0, 0)
            """;
        await rival.ExecuteNonQueryAsync(ct);
    }
}
