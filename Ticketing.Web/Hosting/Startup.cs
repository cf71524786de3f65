using Ticketing.Data;
using Ticketing.Settings;

namespace Ticketing.Hosting;

public static class Startup
{
    /// <summary>Before the first request: the storage folder exists, and the database has this version's schema.</summary>
    public static async Task PrepareStorageAsync(this WebApplication app)
    {
        app.Services.GetRequiredService<StorageFolder>().Create();
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
    }
}
