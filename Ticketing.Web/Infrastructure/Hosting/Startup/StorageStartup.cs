using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Infrastructure.Hosting.Startup;

public static class StorageStartup
{
    /// <exception cref="ConfigurationException">The storage folder, or something in it, cannot be used by this program's user.</exception>
    public static void CreateStorage(this WebApplication app)
    {
        var storage = app.Services.GetRequiredService<StorageFolder>();
        Try(storage.Root, storage.Create);
        storage.RequireUsable();
    }

    /// <summary>Of what is there: the start creates the folders that are missing.</summary>
    /// <inheritdoc cref="CreateStorage" path="/exception"/>
    public static void RequireUsable(this StorageFolder storage)
    {
        foreach (var folder in storage.GetFolders().Where(Path.Exists))
        {
            // Unique: several processes may start at once.
            Try(folder, () => File.Create(Path.Combine(folder, $".writable-{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose).Dispose());
        }

        // Keys of another user, such as root's after a copy, would otherwise fail in the middle of a sale.
        var keys = new DirectoryInfo(storage.GetPath("keys"));
        foreach (var file in keys.Exists ? keys.EnumerateFiles("*.xml").Select(key => key.FullName) : [])
        {
            Try(file, () => new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose());
        }
    }

    /// <summary>Finishes what a killed "restore" began. Otherwise changes nothing.</summary>
    /// <exception cref="ConfigurationException">Another process is doing it.</exception>
    public static void FinishRestore(this WebApplication app)
    {
        if (app.Services.FindStagedRestore() is not { IsReady: true } exchange)
        {
            return;
        }

        if (!app.Services.GetRequiredService<StorageLock>().TryTake())
        {
            throw new ConfigurationException([new("Storage:Directory", "a backup is being restored into it. Try again in a minute")]);
        }

        exchange.Finish();
    }

    /// <summary>
    /// Deletes what a killed "restore" has left behind, or finishes it if its files began to count since <see cref="FinishRestore"/>. Only
    /// by the owner of the storage lock: for others, the restore may still be running.
    /// </summary>
    public static void CleanUpRestore(this WebApplication app) => app.Services.FindStagedRestore()?.Finish();

    /// <summary>SQLite finds out only when it writes: opening its file here would end the locks of this process on it.</summary>
    public static ConfigurationException DescribeUnusableDatabase(this WebApplication app, Exception error) =>
        DescribeUnusable(app.Services.DescribeDatabase(), error);

    private static void Try(string path, Action use)
    {
        try
        {
            use();
        }
        catch (FileNotFoundException)
        {
            // Another process has just removed it.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw DescribeUnusable($"'{path}'", error);
        }
    }

    internal static ConfigurationException DescribeUnusable(string what, Exception error) =>
        new([
            new(
                "Storage:Directory",
                $"{what} cannot be written by this program's user. Make that user the owner of the folder and everything in it. "
                    + $"({error.GetBaseException().Message})"
            ),
        ]);
}
