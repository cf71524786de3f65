using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Disk;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Infrastructure.Data.Sqlite;

namespace Ticketing.Infrastructure.Data;

public static class DataServices
{
    public static IServiceCollection AddTicketingData(this IServiceCollection services)
    {
        services.AddIdentitySchema();
        services.AddSingleton<OptionsSection, ConnectionStringOptionsSection>();
        services.AddSingleton<DiskSpace>().AddSingleton<DiskFullInterceptor>();
        services.AddSqlite();
        services.AddPostgres();
        services.AddDataProtection();
        services.AddSingleton<HashSecretCache>().AddScoped<KeyedHash>();
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

    internal static bool UsesPostgres(this IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Postgres;
}
