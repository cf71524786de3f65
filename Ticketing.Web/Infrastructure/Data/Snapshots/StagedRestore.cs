using Ticketing.Infrastructure.Configuration;

namespace Ticketing.Infrastructure.Data.Snapshots;

/// <summary>
/// Replaces the SQLite file and the keys so that a killed process leaves either the old ones or the new ones: the new ones are put beside
/// them, a marker file is written, and from then on every start finishes the exchange.
/// </summary>
internal sealed class StagedRestore(StorageFolder storage, string database)
{
    private const string Staged = ".restored";
    private const string KeysFolder = "keys";

    private string Marker => storage.GetPath("restore.ready");
    private string Keys => storage.GetPath(KeysFolder);

    /// <summary>True from the moment that the new files count.</summary>
    public bool IsReady => File.Exists(Marker);

    /// <summary>Only by the owner of the storage lock.</summary>
    /// <param name="copy">Moved.</param>
    /// <param name="keys">Moved; null to go on with the ones that are there.</param>
    public void Stage(string copy, string? keys)
    {
        Discard();
        // May be on another disk than the copy.
        File.Move(copy, database + Staged);
        Flush(database + Staged);
        if (keys is not null)
        {
            Directory.Move(keys, Keys + Staged);
        }

        File.WriteAllText(Marker + ".new", $"{Guid.NewGuid():N}");
        Flush(Marker + ".new");
        File.Move(Marker + ".new", Marker);
    }

    /// <summary>Repeats nothing that is done. Only by the owner of the storage lock.</summary>
    /// <returns>The ending of the names that the replaced files have now; null if nothing was staged.</returns>
    public string? Finish()
    {
        if (!IsReady)
        {
            Discard();
            return null;
        }

        var replaced = $".replaced-{File.ReadAllText(Marker)[..8]}";
        if (File.Exists(database + Staged))
        {
            // The log first: the new file must never be opened with the old one's.
            foreach (var suffix in new[] { "-wal", "-shm", "" })
            {
                MoveFile(database + suffix, $"{database}{replaced}{suffix}");
            }

            File.Move(database + Staged, database);
        }

        if (Directory.Exists(Keys + Staged))
        {
            MoveFolder(Keys, Keys + replaced);
            Directory.Move(Keys + Staged, Keys);
        }

        File.Delete(Marker);
        return replaced;
    }

    /// <summary>Deletes files that a killed process prepared but did not mark as ready.</summary>
    private void Discard()
    {
        File.Delete(database + Staged);
        File.Delete(Marker + ".new");
        if (Directory.Exists(Keys + Staged))
        {
            Directory.Delete(Keys + Staged, recursive: true);
        }
    }

    private static void MoveFile(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Move(from, to, overwrite: true);
        }
    }

    private static void MoveFolder(string from, string to)
    {
        if (!Directory.Exists(from))
        {
            return;
        }

        if (Directory.Exists(to))
        {
            // Killed before, and created again since.
            Directory.Delete(from, recursive: true);
        }
        else
        {
            Directory.Move(from, to);
        }
    }

    private static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }
}
