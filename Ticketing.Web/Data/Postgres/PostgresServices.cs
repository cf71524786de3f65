using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Ticketing.Data.Postgres;

internal static class PostgresServices
{
    /// <summary>Same limit as for a writer on SQLite.</summary>
    private const int LongestStatementSeconds = 15;

    /// <summary>The server default of 100 connections allows two processes and maintenance.</summary>
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

    /// <returns>Without credentials.</returns>
    public static string InWords(string configured)
    {
        var connection = new NpgsqlConnectionStringBuilder(configured);
        return $"{connection.Database} on {connection.Host}:{connection.Port}";
    }

    private static void WithFreshConnections(NpgsqlDbContextOptionsBuilder npgsql) => npgsql.ExecutionStrategy(dependencies => new FreshConnection(dependencies));

    /// <summary>Values set by the operator win.</summary>
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
