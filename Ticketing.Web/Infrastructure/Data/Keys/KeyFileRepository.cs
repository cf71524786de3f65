using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Ticketing.Infrastructure.Data.Keys;

/// <summary>The base class writes through the system temp folder, which may be read-only.</summary>
internal sealed class KeyFileRepository(DirectoryInfo folder, ILoggerFactory logs) : FileSystemXmlRepository(folder, logs)
{
    private const UnixFileMode OwnerReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public override void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        var name = Path.Combine(Directory.FullName, $"{friendlyName}-{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerReadWrite;
        }

        using (var file = new FileStream(name + ".new", options))
        {
            element.Save(file);
            file.Flush(flushToDisk: true);
        }

        // Atomic: a half-written key would break the next start.
        File.Move(name + ".new", name + ".xml");
    }
}
