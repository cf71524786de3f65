using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Infrastructure.Data.Sqlite;
using Ticketing.Tests.Support.Apps;

namespace Ticketing.Tests.Features.Rescheduling;

internal sealed class StoppedException : Exception;

internal sealed class StoppingVenue(DatabaseProvider database) : TicketingApp(database)
{
    public StoppingInterceptor Commands { get; } = new();

    protected override void OverrideServices(IServiceCollection services) =>
        services
            .ConfigureDbContext<SqliteTicketingDbContext>(options => options.AddInterceptors(Commands))
            .ConfigureDbContext<PostgresTicketingDbContext>(options => options.AddInterceptors(Commands));
}

/// <summary>Stops before a command, as if the process were killed.</summary>
internal sealed class StoppingInterceptor : DbCommandInterceptor
{
    private int? left;

    public void StopAt(int commands) => left = commands;

    public void Continue() => left = null;

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Count();
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Count();
        return ValueTask.FromResult(result);
    }

    private void Count()
    {
        if (left-- == 0)
        {
            throw new StoppedException();
        }
    }
}
