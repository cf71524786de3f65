using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Infrastructure.Data.Sqlite;

namespace Ticketing.Tests.Support.Databases;

/// <summary>Makes every write fail with the error of a full disk while <see cref="IsFull"/>.</summary>
internal sealed class FullDiskInterceptor : DbCommandInterceptor
{
    private const int SqliteFull = 13;
    private static readonly string[] Writes = ["INSERT", "UPDATE", "DELETE"];

    public bool IsFull { get; set; }

    public void AddTo(IServiceCollection collection) =>
        collection
            .ConfigureDbContext<SqliteTicketingDbContext>(options => options.AddInterceptors(this))
            .ConfigureDbContext<PostgresTicketingDbContext>(options => options.AddInterceptors(this));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        FailIfFull(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        FailIfFull(command);
        return ValueTask.FromResult(result);
    }

    private void FailIfFull(DbCommand command)
    {
        if (IsFull && Array.Exists(Writes, word => command.CommandText.TrimStart().StartsWith(word, StringComparison.Ordinal)))
        {
            throw command is NpgsqlCommand
                ? new PostgresException("could not extend file: No space left on device", "ERROR", "ERROR", PostgresErrorCodes.DiskFull)
                : new SqliteException("database or disk is full", SqliteFull);
        }
    }
}
