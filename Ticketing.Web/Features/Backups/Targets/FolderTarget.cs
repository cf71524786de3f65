using Ticketing.Infrastructure.Configuration;

namespace Ticketing.Features.Backups.Targets;

/// <summary>The folder <c>backups</c> in the storage folder.</summary>
public sealed class FolderTarget(StorageFolder storage, TimeProvider clock) : IBackupTarget
{
    public const string FolderName = "backups";

    private static readonly EnumerationOptions PlainFiles = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.System,
    };

    public string Description => T["the folder '{0}'", Folder];

    public bool IsOutsideMachine => false;

    private string Folder => storage.GetPath(FolderName);

    public Task<IReadOnlyList<StoredBackup>> ListAsync(CancellationToken ct) =>
        RunAsync(() =>
            Task.FromResult<IReadOnlyList<StoredBackup>>([
                .. new DirectoryInfo(Folder)
                    .EnumerateFiles("*", PlainFiles)
                    .Where(file => BackupName.IsValid(file.Name) && file.Exists)
                    .Select(file => new StoredBackup(file.Name, file.Length, file.LastWriteTimeUtc)),
            ])
        );

    public Task SaveAsync(string name, string path, IProgress<long>? copied, CancellationToken ct)
    {
        BackupName.Require(name);
        return RunAsync(async () =>
        {
            DeleteAbandonedParts();
            RequireFree(name);
            var part = GetPath(BackupName.CreatePart(name));
            await using (var source = LocalFile.OpenRead(path))
            {
                await LocalFile.WriteAsync(part, file => LocalFile.CopyAsync(source, file, total => copied?.Report(total), ct));
            }

            Publish(part, name);
            return true;
        });
    }

    public Task FetchAsync(string name, string path, CancellationToken ct)
    {
        BackupName.Require(name);
        return RunAsync(async () =>
        {
            if (!File.Exists(GetPath(name)))
            {
                throw TransferErrors.NoSuchBackup(name, Description);
            }

            await using var source = LocalFile.OpenRead(GetPath(name));
            await LocalFile.WriteAsync(path, file => LocalFile.CopyAsync(source, file, _ => { }, ct));
            return true;
        });
    }

    public Task DeleteAsync(string name, CancellationToken ct)
    {
        BackupName.Require(name);
        return RunAsync(() =>
        {
            File.Delete(GetPath(name));
            return Task.FromResult(true);
        });
    }

    private string GetPath(string name) => Path.Combine(Folder, name);

    private void RequireFree(string name)
    {
        if (File.Exists(GetPath(name)))
        {
            throw TransferErrors.AlreadyExists(name, Description);
        }
    }

    private void Publish(string part, string name)
    {
        try
        {
            File.Move(part, GetPath(name), overwrite: false);
        }
        catch (IOException)
        {
            File.Delete(part);
            RequireFree(name);
            throw;
        }
    }

    private void DeleteAbandonedParts()
    {
        var abandoned = new DirectoryInfo(Folder)
            .EnumerateFiles("*" + BackupName.PartSuffix, PlainFiles)
            .Where(file => file.LastWriteTimeUtc < clock.GetUtcNow() - TransferTimeouts.AbandonedAfter);
        foreach (var file in abandoned)
        {
            file.Delete();
        }
    }

    private async Task<T> RunAsync<T>(Func<Task<T>> runAsync)
    {
        try
        {
            return await runAsync();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw TransferErrors.Describe(error, Description);
        }
    }
}
