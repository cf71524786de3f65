using Ticketing.Infrastructure.Configuration;

namespace Ticketing.Infrastructure.Data.Disk;

/// <summary>Space for the database and in the storage folder, as far as this process knows.</summary>
public sealed class DiskSpace
{
    /// <summary>Staff are warned below this. A busy evening writes a few megabytes.</summary>
    public const long LowBytes = 200 * 1024 * 1024;

    private volatile bool isFull;

    /// <summary>True from the first write that failed for lack of space until one succeeds.</summary>
    public bool IsFull => isFull;

    /// <summary>On the disk of the storage folder, or where it would be created; null if the file system does not say.</summary>
    public static long? FindFreeBytes(StorageFolder storage)
    {
        try
        {
            var folder = new DirectoryInfo(storage.Root);
            while (!folder.Exists && folder.Parent is { } parent)
            {
                folder = parent;
            }

            return new DriveInfo(folder.FullName).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    internal void Report(Exception error) => isFull |= DatabaseErrors.IsDiskFull(error);

    internal void ReportSuccess() => isFull = false;
}
