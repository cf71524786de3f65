using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Ticketing.Features.Backups.Targets;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Tests.Support.Backups;

internal sealed class FolderStore : BackupStore
{
    private readonly string root = Directory.CreateTempSubdirectory("ticketing-backups-").FullName;

    public FolderStore()
    {
        var storage = new StorageFolder(
            Options.Create(new StorageOptions { Directory = root }),
            new HostingEnvironment { ContentRootPath = root }
        );
        storage.Create();
        Target = new FolderTarget(storage, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public override IBackupTarget Target { get; }

    public string Folder => Path.Combine(root, FolderTarget.FolderName);

    public override IReadOnlyList<string> FindFiles() => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file))];

    public override void AddFile(string name)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "odd");
    }

    public override void Break() => Directory.Delete(Folder, recursive: true);

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
