using Microsoft.EntityFrameworkCore;
using Ticketing.Settings;

namespace Ticketing.Data.Sqlite;

internal static class SqliteServices
{
    public static void AddSqlite(this IServiceCollection services)
    {
        services.AddSingleton<SqliteWriterGate>();
        services.AddScoped<SqliteMigrator>();
        services.AddDbContext<SqliteTicketingDbContext>((provider, options) => options
            .UseSqlite(provider.ConfiguredConnection() ?? DefaultConnection(provider.GetRequiredService<StorageFolder>()))
            .AddInterceptors(new SqlitePragmas(), new UngatedWriteGuard())
            .LeaveFailuresToTheCaller());
    }

    private static string DefaultConnection(StorageFolder storage) => $"Data Source={storage.PathOf("ticketing.db")};Default Timeout=10";
}
