using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Ticketing.Data.Postgres;

internal static class PostgresServices
{
    /// <summary>As long as a writer on SQLite waits for its turn.</summary>
    private const int LongestStatementSeconds = 15;

    /// <summary>A server admits a hundred unless told otherwise: two processes fit, and somebody who looks after it.</summary>
    private const int MostConnections = 40;

    public static void AddPostgres(this IServiceCollection services)
    {
        services.AddScoped<PostgresMigrator>();
        services.AddScoped<CopyFromSqlite>();
        services.AddDbContext<PostgresTicketingDbContext>((provider, options) => options
            .UseNpgsql(WithOurDefaults(provider.ConfiguredConnection()!), WithFreshConnections)
            .AddInterceptors(new UngatedWriteGuard(), new RowLockInterceptor(), new StaleConnections())
            .LeaveFailuresToTheCaller());
        services.AddDbContext<KeyRingContext>((provider, options) => options
            .UseNpgsql(WithOurDefaults(provider.ConfiguredConnection()!), WithFreshConnections)
            .LeaveFailuresToTheCaller());
    }

    /// <returns>Which database it is and where, without any secret.</returns>
    public static string InWords(string configured)
    {
        var connection = new NpgsqlConnectionStringBuilder(configured);
        return $"{connection.Database} on {connection.Host}:{connection.Port}";
    }

    private static void WithFreshConnections(NpgsqlDbContextOptionsBuilder npgsql) => npgsql.ExecutionStrategy(dependencies => new FreshConnection(dependencies));

    /// <summary>What the operator wrote goes first.</summary>
    internal static string WithOurDefaults(string configured)
    {
        var connection = new NpgsqlConnectionStringBuilder(configured);
        if (!connection.ShouldSerialize("Command Timeout"))
        {
            connection.CommandTimeout = LongestStatementSeconds;
        }

        if (!connection.ShouldSerialize("Maximum Pool Size"))
        {
            connection.MaxPoolSize = MostConnections;
        }

        if (!connection.ShouldSerialize("Application Name"))
        {
            connection.ApplicationName = "Ticketing";
        }

        return connection.ConnectionString;
    }
}
