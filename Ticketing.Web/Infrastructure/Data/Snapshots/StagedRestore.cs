using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Data.Snapshots;

/// <summary>
/// Replaces the SQLite file and the keys so that a killed process leaves either the old ones or the new ones: the new ones are put beside
/// them, a marker file is written, and from then on every start finishes the exchange. Until then the next server deletes them.
/// </summary>
/// <remarks>Database, keys, backups and marker may be on different file systems: only files are moved, and within one folder.</remarks>
internal sealed class StagedRestore(StorageFolder storage, string database)
{
    /// <summary>Not a name that somebody would give a copy: what is left of these files is deleted.</summary>
    internal const string Staged = ".staged-by-restore";

    private const string Unfinished = ".new";

    /// <summary>The log first: the new file must never be opened with the old one's.</summary>
    private static readonly string[] DatabaseFiles = ["-wal", "-shm", ""];
    private readonly StagedKeys keyFolder = new(storage.GetPath("keys"), Staged);

    /// <summary>Its lines are a random id, if keys are replaced the word "keys", and their file names.</summary>
    private string Marker => storage.GetPath("restore.ready");

    /// <summary>True from the moment that the new files count.</summary>
    public bool IsReady => File.Exists(Marker);

    /// <summary>Only by the owner of the storage lock. Nothing is changed if it fails.</summary>
    /// <param name="copy">Moved.</param>
    /// <param name="keys">Folder of those to move; null to go on with the ones that are there.</param>
    public void Stage(string copy, string? keys)
    {
        Discard();
        try
        {
            // Copied if it is on another file system.
            File.Move(copy, database + Staged);
            Flush(database + Staged);
            string[] names = keys is null ? [] : ["keys", .. keyFolder.Stage(keys)];
            File.WriteAllLines(Marker + Unfinished, [$"{Guid.NewGuid():N}", .. names]);
            Flush(Marker + Unfinished);
        }
        catch
        {
            Discard();
            throw;
        }

        File.Move(Marker + Unfinished, Marker);
    }

    /// <summary>Repeats nothing that is done. Only by the owner of the storage lock.</summary>
    /// <exception cref="ConfigurationException">A file is missing, such as on a volume that is not mounted. Nothing is changed.</exception>
    /// <returns>The ending of the names that the replaced files have now; null if nothing was ready.</returns>
    public string? Finish()
    {
        if (!IsReady)
        {
            Discard();
            return null;
        }

        var marker = File.ReadAllLines(Marker);
        RequireComplete(marker);
        var replaced = $".replaced-{marker[0][..8]}";
        ReplaceDatabase(replaced);
        if (marker.Length > 1)
        {
            keyFolder.Replace(marker[2..], replaced);
        }

        File.Delete(Marker);
        return replaced;
    }

    /// <summary>Each file is where it was staged or, if an earlier start moved it, where it belongs.</summary>
    private void RequireComplete(string[] marker)
    {
        var missing = marker
            .Skip(2)
            .Select(keyFolder.GetPath)
            .Append(database)
            .FirstOrDefault(path => !File.Exists(path) && !File.Exists(path + Staged));
        if (missing is not null)
        {
            throw new ConfigurationException([
                new(
                    "Storage:Directory",
                    $"a restore was interrupted and cannot be finished, because '{missing}' is missing. If its folder is a volume of its "
                        + $"own, mount it and start again. If the file is lost, delete '{Marker}' and restore the backup again"
                ),
            ]);
        }
    }

    private void ReplaceDatabase(string replaced)
    {
        if (!File.Exists(database + Staged))
        {
            return;
        }

        foreach (var file in DatabaseFiles.Where(suffix => File.Exists(database + suffix)))
        {
            File.Move(database + file, $"{database}{replaced}{file}", overwrite: true);
        }

        File.Move(database + Staged, database);
    }

    /// <summary>Deletes files that were prepared but not marked as ready.</summary>
    private void Discard()
    {
        File.Delete(database + Staged);
        File.Delete(Marker + Unfinished);
        keyFolder.Discard();
    }

    internal static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }
}
