using System.Reflection;
using System.Runtime.InteropServices;
using Ticketing.Infrastructure.Configuration;

namespace Ticketing.Infrastructure.Hosting.Startup;

/// <summary>Orders, keys and mail are for the user of this program only. Windows inherits the permissions of the folder instead.</summary>
public static partial class FilePermissions
{
    private const int MaxNamed = 5;

    private static readonly EnumerationOptions Readable = new()
    {
        IgnoreInaccessible = true,
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
    };

    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>
    /// Applies to every file that this process creates, including those of SQLite. Not if another program (a test) hosts this one.
    /// </summary>
    public static void RestrictNewFiles()
    {
        if (!OperatingSystem.IsWindows() && Assembly.GetEntryAssembly() == typeof(FilePermissions).Assembly)
        {
            _ = SetCreationMask((uint)Others);
        }
    }

    /// <summary>Names what was created with looser permissions, such as a folder made before the first start.</summary>
    public static void WarnOfLooseFiles(this WebApplication app)
    {
        var storage = app.Services.GetRequiredService<StorageFolder>();
        if (FindLooseFiles(storage) is { Count: > 0 } loose)
        {
            LooseFiles(app.Logger, storage.Root, string.Join(", ", loose));
        }
    }

    /// <returns>The first few, relative to the storage folder.</returns>
    public static IReadOnlyList<string> FindLooseFiles(StorageFolder storage)
    {
        var root = storage.Root;
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(root) & Others) == 0
            ? []
            :
            [
                .. new DirectoryInfo(root)
                    .EnumerateFileSystemInfos("*", Readable)
                    .Where(file => (file.UnixFileMode & Others) != 0)
                    .Select(file => Path.GetRelativePath(root, file.FullName))
                    .Prepend(".")
                    .Take(MaxNamed),
            ];
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetCreationMask(uint mask);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Other users of this machine may read files in {Folder}: {Files}. Keep them out with: chmod -R go= {Folder}"
    )]
    private static partial void LooseFiles(ILogger logger, string folder, string files);
}
