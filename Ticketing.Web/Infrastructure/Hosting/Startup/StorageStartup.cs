using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Hosting.Startup;

public static class StorageStartup
{
    /// <exception cref="ConfigurationException">The storage folder cannot be written.</exception>
    public static void CreateStorage(this WebApplication app)
    {
        var storage = app.Services.GetRequiredService<StorageFolder>();
        try
        {
            storage.Create();
            // Unique: several processes may start at once.
            using (File.Create(storage.GetPath($".writable-{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose)) { }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([
                new("Storage:Directory", $"'{storage.Root}' cannot be written by this program's user: {error.Message}"),
            ]);
        }
    }
}
