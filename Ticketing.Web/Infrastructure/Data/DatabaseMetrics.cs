using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Infrastructure.Data;

/// <summary>Measures statements and commits while somebody collects metrics.</summary>
internal sealed class DatabaseMetrics(TicketingMeter meter) : DbCommandInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
{
    private static readonly KeyValuePair<string, object?> Read = new("operation", "read");
    private static readonly KeyValuePair<string, object?> Write = new("operation", "write");
    private static readonly KeyValuePair<string, object?> Commit = new("operation", "commit");

    private readonly Histogram<double> duration = meter.CreateDuration(
        "ticketing.database.statement.duration",
        "Time that the database took for a statement or a commit"
    );

    private readonly CumulativeCounter failures = meter.CreateCounter(
        "ticketing.database.failures",
        "{failure}",
        "Statements, commits and connections that the database refused or did not answer, also those that were tried again"
    );

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        Record(eventData.Duration, eventData.CommandSource == CommandSource.SaveChanges ? Write : Read);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        Record(eventData.Duration, Write);
        return ValueTask.FromResult(result);
    }

    public override Task CommandFailedAsync(
        DbCommand command,
        CommandErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        failures.Add();
        return Task.CompletedTask;
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Record(eventData.Duration, Commit);
        return Task.CompletedTask;
    }

    public Task TransactionFailedAsync(
        DbTransaction transaction,
        TransactionErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        failures.Add();
        return Task.CompletedTask;
    }

    public Task ConnectionFailedAsync(
        DbConnection connection,
        ConnectionErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        failures.Add();
        return Task.CompletedTask;
    }

    private void Record(TimeSpan time, KeyValuePair<string, object?> operation)
    {
        if (duration.Enabled)
        {
            duration.Record(time.TotalSeconds, operation);
        }
    }
}
