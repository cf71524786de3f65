using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Infrastructure.Data.Sqlite;

namespace Ticketing.Tests.Support.Databases;

/// <summary>Makes writes fail on demand with the error of a locked database.</summary>
internal sealed class FailingWritesInterceptor : DbCommandInterceptor
{
    private const int Locked = 5;
    private readonly TaskCompletionSource firstFailure = new();
    private int failures;

    /// <summary>Completes at the first failure.</summary>
    public Task FirstFailure => firstFailure.Task;

    public int FailuresLeft => failures;

    public void FailNext(int statements) => failures = statements;

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
        if (failures == 0)
        {
            return ValueTask.FromResult(result);
        }

        failures--;
        firstFailure.TrySetResult();
        throw command is NpgsqlCommand
            ? new PostgresException("canceling statement due to lock timeout", "ERROR", "ERROR", PostgresErrorCodes.LockNotAvailable)
            : new SqliteException("database is locked", Locked);
    }
}
