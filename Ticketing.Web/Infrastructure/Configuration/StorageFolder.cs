using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Configuration;

/// <summary>The only folder the program writes to.</summary>
public sealed class StorageFolder(IOptions<StorageOptions> options, IHostEnvironment environment)
{
    private static readonly string[] Folders = ["", "keys", "posters", "mail", "backups"];
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Root => Path.GetFullPath(options.Value.Directory, environment.ContentRootPath);

    public string GetPath(string name) => Path.Combine(Root, name);

    /// <summary>The root and those in it that belong to the program. Others, such as "lost+found", may be there too.</summary>
    public IEnumerable<string> GetFolders() => Folders.Select(GetPath);

    /// <summary>Accessible only to the current user.</summary>
    public void Create()
    {
        foreach (var folder in GetFolders())
        {
            CreateForOwner(folder);
        }
    }

    private static void CreateForOwner(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }
}
