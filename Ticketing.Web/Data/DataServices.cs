using Microsoft.EntityFrameworkCore;
using Ticketing.Data.Sqlite;
using Ticketing.Settings;

namespace Ticketing.Data;

public static class DataServices
{
    public static IServiceCollection AddTicketingData(this IServiceCollection services)
    {
        services.AddSingleton<SqliteWriterGate>();
        services.AddScoped<DatabaseMigrator, SqliteMigrator>();
        services.AddDbContext<TicketingDbContext, SqliteTicketingDbContext>((provider, options) => options
            .UseSqlite(ConnectionString(provider))
            .AddInterceptors(new SqlitePragmas(), new UngatedWriteGuard()));
        return services;
    }

    private static string ConnectionString(IServiceProvider provider)
    {
        var configured = provider.GetRequiredService<IConfiguration>().GetConnectionString("Ticketing");
        return string.IsNullOrWhiteSpace(configured)
            ? $"Data Source={provider.GetRequiredService<StorageFolder>().PathOf("ticketing.db")};Default Timeout=10"
            : configured;
    }
}
