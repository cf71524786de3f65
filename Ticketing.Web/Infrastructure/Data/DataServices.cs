using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Disk;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Infrastructure.Data.Sqlite;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Infrastructure.Data;

public static class DataServices
{
    public static IServiceCollection AddTicketingData(this IServiceCollection services)
    {
        services.AddIdentitySchema();
        services.AddSingleton<OptionsSection, ConnectionStringOptionsSection>();
        services.AddSingleton<DiskSpace>().AddSingleton<DiskFullInterceptor>();
        services.AddInstruments<DatabaseMetrics>();
        services.AddSqlite();
        services.AddPostgres();
        services.AddDataProtection();
        services.AddSnapshots();
        services.AddSingleton<HashSecretCache>().AddScoped<KeyedHash>().AddScoped<SignedIds>();
        services.AddScoped<TicketingDbContext>(provider =>
            provider.UsesPostgres()
                ? provider.GetRequiredService<PostgresTicketingDbContext>()
                : provider.GetRequiredService<SqliteTicketingDbContext>()
        );
        services.AddScoped<DatabaseMigrator>(provider =>
            provider.UsesPostgres() ? provider.GetRequiredService<PostgresMigrator>() : provider.GetRequiredService<SqliteMigrator>()
        );
        return services;
    }

    private static void AddSnapshots(this IServiceCollection services) =>
        services
            .AddSingleton<RecoveryState>()
            .AddScoped<IUpgradeBackup, NoUpgradeBackup>()
            .AddScoped<SqliteSnapshot>()
            .AddScoped<SqliteRestore>()
            .AddScoped<PostgresSnapshot>()
            .AddScoped<PostgresRestore>()
            .AddScoped<IDatabaseSnapshot>(provider =>
                provider.UsesPostgres() ? provider.GetRequiredService<PostgresSnapshot>() : provider.GetRequiredService<SqliteSnapshot>()
            )
            .AddScoped<IDatabaseRestore>(provider =>
                provider.UsesPostgres() ? provider.GetRequiredService<PostgresRestore>() : provider.GetRequiredService<SqliteRestore>()
            );

    /// <summary>Passkeys need schema version 3.</summary>
    internal static IServiceCollection AddIdentitySchema(this IServiceCollection services) =>
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);

    internal static string? GetConfiguredConnectionString(this IServiceProvider provider) =>
        provider.GetRequiredService<IConfiguration>().GetConnectionString(ConnectionStringOptionsSection.Name) is { } text
        && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    /// <summary>EF Core logs every failure as an error, even if it is retried. Callers log what remains.</summary>
    internal static DbContextOptionsBuilder LogFailuresAsDebug(this DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(warnings =>
            warnings.Log(
                (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (RelationalEventId.TransactionError, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                (CoreEventId.QueryIterationFailed, LogLevel.Debug)
            )
        );

    internal static string DescribeDatabase(this IServiceProvider provider) =>
        provider.UsesPostgres() ? PostgresServices.Describe(provider.GetConfiguredConnectionString()!) : SqliteServices.Describe(provider);

    /// <inheritdoc cref="PostgresServices.FindUnverifiedHost"/>
    internal static string? FindUnverifiedDatabaseHost(this IServiceProvider provider) =>
        provider.UsesPostgres() ? PostgresServices.FindUnverifiedHost(provider.GetConfiguredConnectionString()!) : null;

    /// <returns>Null on PostgreSQL.</returns>
    internal static StagedRestore? FindStagedRestore(this IServiceProvider provider) =>
        provider.UsesPostgres() ? null : new StagedRestore(provider.GetRequiredService<StorageFolder>(), SqliteServices.GetPath(provider));

    internal static bool UsesPostgres(this IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Postgres;
}
