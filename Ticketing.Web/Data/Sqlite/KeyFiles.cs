using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Ticketing.Data.Sqlite;

/// <summary>
/// The keys as files beside the database. The framework's own way to write one takes a detour through the machine's folder for temporary
/// files, which a program that may write nowhere else does not have.
/// </summary>
internal sealed class KeyFiles(DirectoryInfo folder, ILoggerFactory logs) : FileSystemXmlRepository(folder, logs)
{
    private const UnixFileMode OursAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public override void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        var name = Path.Combine(Directory.FullName, $"{friendlyName}-{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OursAlone;
        }

        using (var file = new FileStream(name + ".new", options))
        {
            element.Save(file);
            file.Flush(flushToDisk: true);
        }

        // Whole or not at all: a half-written key would stop the next start.
        File.Move(name + ".new", name + ".xml");
    }
}
