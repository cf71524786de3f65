using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Ticketing.Infrastructure.Data.Disk;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Data.SqliteCopy;

namespace Ticketing.Infrastructure.Data.Postgres;

internal static class PostgresServices
{
    /// <summary>Same limit as for a writer on SQLite.</summary>
    private const int CommandTimeoutSeconds = 15;

    /// <summary>The server default of 100 connections allows two processes and maintenance.</summary>
    private const int MaxPoolSize = 40;

    public static void AddPostgres(this IServiceCollection services)
    {
        services.AddScoped<PostgresMigrator>();
        services.AddScoped<CopyFromSqlite>();
        services.AddDbContext<PostgresTicketingDbContext>(
            (provider, options) =>
                options
                    .UseNpgsql(WithDefaults(provider.GetConfiguredConnectionString()!), UseRetryStrategy)
                    .AddInterceptors(new UngatedWriteInterceptor(), new RowLockInterceptor(), new StaleConnectionInterceptor())
                    .AddInterceptors(provider.GetRequiredService<DiskFullInterceptor>(), provider.GetRequiredService<DatabaseMetrics>())
                    .LogFailuresAsDebug()
        );
        services.AddDbContext<KeyRingDbContext>(
            (provider, options) =>
                options.UseNpgsql(WithDefaults(provider.GetConfiguredConnectionString()!), UseRetryStrategy).LogFailuresAsDebug()
        );
    }

    /// <returns>Without credentials.</returns>
    public static string Describe(string configured)
    {
        var connection = new NpgsqlConnectionStringBuilder(configured);
        return $"{connection.Database} on {connection.Host}:{connection.Port}";
    }

    /// <summary>Finds a host that may be reached over a network without checking its certificate.</summary>
    /// <returns>Null if there is none.</returns>
    public static string? FindUnverifiedHost(string configured)
    {
        var connection = new NpgsqlConnectionStringBuilder(configured);
        return connection.SslMode == SslMode.VerifyFull
            ? null
            : (connection.Host ?? "").Split(',').FirstOrDefault(host => !IsThisMachine(host));
    }

    // "/run/postgresql" and "@name" are sockets.
    private static bool IsThisMachine(string host)
    {
        var name = host.Trim().Trim('[', ']');
        return name.Length == 0
            || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name[0] is '/' or '@'
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }

    private static void UseRetryStrategy(NpgsqlDbContextOptionsBuilder npgsql) =>
        npgsql.ExecutionStrategy(dependencies => new StaleConnectionRetryStrategy(dependencies));

    /// <summary>Values set by the operator win.</summary>
    internal static string WithDefaults(string configured)
    {
        var connection = new NpgsqlConnectionStringBuilder(configured);
        if (!connection.ShouldSerialize("Command Timeout"))
        {
            connection.CommandTimeout = CommandTimeoutSeconds;
        }

        if (!connection.ShouldSerialize("Maximum Pool Size"))
        {
            connection.MaxPoolSize = MaxPoolSize;
        }

        // The image has no Kerberos library, and each new connection would look for it.
        if (!connection.ShouldSerialize("GSS Encryption Mode"))
        {
            connection.GssEncryptionMode = GssEncryptionMode.Disable;
        }

        if (!connection.ShouldSerialize("Application Name"))
        {
            connection.ApplicationName = "Ticketing";
        }

        return connection.ConnectionString;
    }
}
