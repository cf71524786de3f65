using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data.Sqlite;
using Ticketing.Settings;

namespace Ticketing.Data;

public static class DataServices
{
    public static IServiceCollection AddTicketingData(this IServiceCollection services)
    {
        services.AddIdentitySchema();
        services.AddSingleton<SettingsSection, ConnectionStringSection>();
        services.AddSingleton<SqliteWriterGate>();
        services.AddScoped<DatabaseMigrator, SqliteMigrator>();
        services.AddDbContext<TicketingDbContext, SqliteTicketingDbContext>((provider, options) => options
            .UseSqlite(ConnectionString(provider))
            .AddInterceptors(new SqlitePragmas(), new UngatedWriteGuard()));
        return services;
    }

    /// <summary>Passkeys need the third version of Identity's schema. The context reads it from the application's services.</summary>
    internal static IServiceCollection AddIdentitySchema(this IServiceCollection services) =>
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);

    private static string ConnectionString(IServiceProvider provider)
    {
        var configured = provider.GetRequiredService<IConfiguration>().GetConnectionString(ConnectionStringSection.Name);
        return string.IsNullOrWhiteSpace(configured)
            ? $"Data Source={provider.GetRequiredService<StorageFolder>().PathOf("ticketing.db")};Default Timeout=10"
            : configured;
    }
}
