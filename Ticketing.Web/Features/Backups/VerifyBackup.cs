using Microsoft.Extensions.Options;
using Ticketing.Features.Backups.Archives;
using Ticketing.Features.Backups.Writing;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Keys;
using Ticketing.Infrastructure.Data.Snapshots;

namespace Ticketing.Features.Backups;

/// <param name="Limit">Why the trial was less than a restore, as a sentence; null after a whole one.</param>
public sealed record VerifiedBackup(BackupManifest Manifest, string? Limit);

/// <summary>Restores a backup into a temporary place and compares it with its manifest.</summary>
public sealed class VerifyBackup(
    IDatabaseSnapshot snapshot,
    StorageFolder storage,
    IOptions<BackupOptions> options,
    IOptions<DatabaseOptions> database
)
{
    /// <exception cref="BackupFileException">The file cannot be used as a backup.</exception>
    /// <exception cref="IOException">For example, the disk is full.</exception>
    public async Task<VerifiedBackup> VerifyAsync(string path, CancellationToken ct)
    {
        using var work = WorkFolder.Create(storage);
        return await VerifyAsync(path, work, ct);
    }

    /// <param name="work">Has the files of the backup afterwards, in the folder <see cref="FilesFolder"/>.</param>
    internal async Task<VerifiedBackup> VerifyAsync(string path, WorkFolder work, CancellationToken ct)
    {
        using var archive = await ArchiveReader.OpenAsync(path, options.Value.Passphrase, work.Path, ct);
        var manifest = archive.Manifest;
        if (manifest.Database != database.Value.Provider)
        {
            throw new BackupFileException(
                $"This backup is of a database on {manifest.Database}, but Database:Provider is {database.Value.Provider}."
            );
        }

        var folder = work.CreateFolder(FilesFolder);
        await archive.ExtractAsync(folder, ct);
        var copy = Path.Combine(folder, snapshot.FileName);
        if (!File.Exists(copy))
        {
            throw new BackupFileException("There is no database in this backup.");
        }

        var trial = await snapshot.TryRestoreAsync(copy, ct);
        var problem =
            trial.Problem ?? (trial.Facts is null ? null : manifest.Facts.DescribeDifference(trial.Facts)) ?? FindKeyProblem(trial, folder);
        return problem is null
            ? new VerifiedBackup(manifest, trial.Limit)
            : throw new BackupFileException($"This backup cannot be used: {problem}.");
    }

    internal const string FilesFolder = "files";

    private static string? FindKeyProblem(TrialRestore trial, string folder) =>
        trial.HashSecret is { } secret && !KeyRing.CanUnprotect(Path.Combine(folder, WriteBackup.KeysFolder), secret)
            ? "the keys in it are not those of its database"
            : null;
}
