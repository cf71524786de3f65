using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Infrastructure.Data.Sqlite;

namespace Ticketing.Tests.Support.Apps;

/// <summary>Records all statements and commits.</summary>
internal sealed class StatementRecordingApp(DatabaseProvider database) : TicketingApp(database)
{
    private readonly Commands commands = new();
    private readonly Commits commits = new();

    public IReadOnlyList<string> Statements => [.. commands.Texts];

    public int CommitCount => commits.Count;

    public void Forget()
    {
        commands.Texts.Clear();
        commits.Count = 0;
    }

    protected override void OverrideServices(IServiceCollection services) =>
        services
            .ConfigureDbContext<SqliteTicketingDbContext>(options => options.AddInterceptors(commands, commits))
            .ConfigureDbContext<PostgresTicketingDbContext>(options => options.AddInterceptors(commands, commits));

    private sealed class Commands : DbCommandInterceptor
    {
        public ConcurrentQueue<string> Texts { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            Texts.Enqueue(command.CommandText);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            Texts.Enqueue(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }

    private sealed class Commits : DbTransactionInterceptor
    {
        private int count;

        public int Count
        {
            get => count;
            set => count = value;
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Interlocked.Increment(ref count);
            return Task.CompletedTask;
        }
    }
}
