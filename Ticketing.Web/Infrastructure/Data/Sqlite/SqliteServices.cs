using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Configuration;

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
                    .UseSqlite(provider.GetConfiguredConnectionString() ?? DefaultConnection(provider.GetRequiredService<StorageFolder>()))
                    .AddInterceptors(new SqlitePragmaInterceptor(), new UngatedWriteInterceptor())
                    .LogFailuresAsDebug()
        );
    }

    private static string DefaultConnection(StorageFolder storage) => $"Data Source={storage.GetPath("ticketing.db")};Default Timeout=10";
}
