using Ticketing.Data;
using Ticketing.Settings;

namespace Ticketing.Hosting;

public static class Startup
{
    /// <summary>Before the first request: the storage folder exists, the database has this version's schema, and there is a key.</summary>
    /// <exception cref="ConfigurationException">The storage folder cannot be written.</exception>
    public static async Task PrepareStorageAsync(this WebApplication app)
    {
        CreateStorage(app.Services.GetRequiredService<StorageFolder>());
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None, () => KeyRing.MakeFirstKey(app.Services));
    }

    private static void CreateStorage(StorageFolder storage)
    {
        try
        {
            storage.Create();
            using (File.Create(storage.PathOf(".writable"), 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([new("Storage:Directory", $"'{storage.Root}' cannot be written by this program's user: {error.Message}")]);
        }
    }
}
