using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Ticketing.Data.Postgres;
using Ticketing.Data.Sqlite;
using Ticketing.Settings;

namespace Ticketing.Data;

public static class DataServices
{
    public static IServiceCollection AddTicketingData(this IServiceCollection services)
    {
        services.AddIdentitySchema();
        services.AddSingleton<SettingsSection, ConnectionStringSection>();
        services.AddSqlite();
        services.AddPostgres();
        services.AddScoped<TicketingDbContext>(provider => provider.IsOnPostgres()
            ? provider.GetRequiredService<PostgresTicketingDbContext>()
            : provider.GetRequiredService<SqliteTicketingDbContext>());
        services.AddScoped<DatabaseMigrator>(provider => provider.IsOnPostgres()
            ? provider.GetRequiredService<PostgresMigrator>()
            : provider.GetRequiredService<SqliteMigrator>());
        return services;
    }

    /// <summary>Passkeys need schema version 3.</summary>
    internal static IServiceCollection AddIdentitySchema(this IServiceCollection services) =>
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);

    internal static string? ConfiguredConnection(this IServiceProvider provider) =>
        provider.GetRequiredService<IConfiguration>().GetConnectionString(ConnectionStringSection.Name) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    /// <summary>EF Core logs every failure as an error, even if it is retried. Callers log what remains.</summary>
    internal static DbContextOptionsBuilder LeaveFailuresToTheCaller(this DbContextOptionsBuilder options) => options.ConfigureWarnings(warnings =>
        warnings.Log(
            (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (RelationalEventId.TransactionError, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug)));

    internal static string DatabaseInWords(this IServiceProvider provider) => provider.IsOnPostgres()
        ? PostgresServices.InWords(provider.ConfiguredConnection()!)
        : "the SQLite file";

    internal static bool IsOnPostgres(this IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Postgres;
}
