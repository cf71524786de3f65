using Ticketing.Infrastructure.Configuration;

namespace Ticketing.Features.Backups;

/// <summary>A temporary folder beside the backups, for files that must not be taken for one. Deleted when it is disposed.</summary>
internal sealed class WorkFolder : IDisposable
{
    private const string Prefix = ".work-";
    private readonly FileStream ownership;

    private WorkFolder(string path)
    {
        Path = path;
        Directory.CreateDirectory(path);
        // The operating system releases it if the process is killed.
        ownership = new FileStream(GetPath("owner"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
    }

    public string Path { get; }

    /// <summary>Also deletes what killed processes have left behind.</summary>
    public static WorkFolder Create(StorageFolder storage)
    {
        DeleteAbandoned(storage);
        return new WorkFolder(System.IO.Path.Combine(GetParent(storage), $"{Prefix}{Guid.NewGuid():N}"));
    }

    /// <summary>Those of killed processes: they hold copies of the venue.</summary>
    public static void DeleteAbandoned(StorageFolder storage)
    {
        foreach (var left in Directory.GetDirectories(GetParent(storage), Prefix + "*").Where(IsAbandoned))
        {
            TryDelete(left);
        }
    }

    private static string GetParent(StorageFolder storage) => storage.GetPath("backups");

    public string GetPath(string name) => System.IO.Path.Combine(Path, name);

    public string CreateFolder(string name) => Directory.CreateDirectory(GetPath(name)).FullName;

    public void Dispose()
    {
        ownership.Dispose();
        TryDelete(Path);
    }

    private static bool IsAbandoned(string folder)
    {
        try
        {
            using var owner = new FileStream(System.IO.Path.Combine(folder, "owner"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return Directory.GetFileSystemEntries(folder).Length > 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // The next backup tries again.
    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException) { }
    }
}
