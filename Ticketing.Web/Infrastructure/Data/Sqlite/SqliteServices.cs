using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Data.Disk;

namespace Ticketing.Infrastructure.Data.Sqlite;

internal static class SqliteServices
{
    public static void AddSqlite(this IServiceCollection services)
    {
        services.AddSingleton<SqliteWriterGate>();
        services.AddScoped<SqliteMigrator>();
        services.AddDbContext<SqliteTicketingDbContext>(
            (provider, options) =>
                options
                    .UseSqlite(GetConnectionString(provider))
                    .AddInterceptors(new SqliteConnectionInterceptor(), new UngatedWriteInterceptor())
                    .AddInterceptors(provider.GetRequiredService<DiskFullInterceptor>(), provider.GetRequiredService<DatabaseMetrics>())
                    .LogFailuresAsDebug(),
            optionsLifetime: ServiceLifetime.Singleton
        );
    }

    public static string Describe(IServiceProvider provider) => $"the SQLite file '{GetPath(provider)}'";

    public static string GetPath(IServiceProvider provider) => new SqliteConnectionStringBuilder(GetConnectionString(provider)).DataSource;

    private static string GetConnectionString(IServiceProvider provider) =>
        provider.GetConfiguredConnectionString()
        ?? $"Data Source={provider.GetRequiredService<StorageFolder>().GetPath("ticketing.db")};Default Timeout=10";
}
