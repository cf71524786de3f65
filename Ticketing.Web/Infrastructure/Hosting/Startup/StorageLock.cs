using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Disk;

namespace Ticketing.Infrastructure.Hosting.Startup;

/// <summary>
/// Lets only one server use an SQLite database: a second would take mail that the first is sending for abandoned. The operating system
/// ends the lock with its process. Commands beside a running server do not take it.
/// </summary>
internal sealed class StorageLock(StorageFolder storage) : IDisposable
{
    public const string FileName = "server.lock";

    private FileStream? file;

    /// <returns>False if another process has it.</returns>
    /// <exception cref="ConfigurationException">The file belongs to another user.</exception>
    public bool TryTake()
    {
        try
        {
            file ??= new FileStream(storage.GetPath(FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (UnauthorizedAccessException error)
        {
            throw StorageStartup.DescribeUnusable($"'{storage.GetPath(FileName)}'", error);
        }
        catch (IOException error) when (!DiskErrors.IsFull(error))
        {
            return false;
        }
    }

    public void Dispose() => file?.Dispose();
}

internal sealed class StorageLockCheck(StorageLock storageLock, StorageFolder storage, IServiceProvider services) : IStartupCheck
{
    public Task<SettingProblem?> FindProblemAsync(CancellationToken ct) =>
        Task.FromResult(
            services.UsesPostgres() || storageLock.TryTake()
                ? null
                : new SettingProblem(
                    "Storage:Directory",
                    $"another server is running on '{storage.Root}'. Only one can use an SQLite database: stop the other first, or use "
                        + "PostgreSQL to run several"
                )
        );
}
