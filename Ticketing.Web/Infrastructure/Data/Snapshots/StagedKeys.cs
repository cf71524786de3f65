namespace Ticketing.Infrastructure.Data.Snapshots;

/// <summary>
/// The keys of a <see cref="StagedRestore"/>, one file at a time: their folder may be a mount point, which cannot be renamed.
/// </summary>
internal sealed class StagedKeys(string folder, string staged)
{
    private const string Pattern = "*.xml";

    /// <param name="source">Its keys are moved.</param>
    /// <returns>Their names.</returns>
    public IReadOnlyList<string> Stage(string source)
    {
        List<string> names = [];
        foreach (var key in Directory.GetFiles(source, Pattern))
        {
            var name = Path.GetFileName(key);
            // Copied if it is on another file system.
            File.Move(key, GetPath(name) + staged);
            StagedRestore.Flush(GetPath(name) + staged);
            names.Add(name);
        }

        return names;
    }

    /// <summary>Repeats nothing that is done.</summary>
    /// <param name="names">Of the new keys.</param>
    public void Replace(IReadOnlyCollection<string> names, string replaced)
    {
        foreach (var old in Directory.GetFiles(folder, Pattern).Where(path => !names.Contains(Path.GetFileName(path))))
        {
            File.Move(old, old + replaced, overwrite: true);
        }

        foreach (var path in names.Select(GetPath).Where(path => File.Exists(path + staged)))
        {
            if (File.Exists(path))
            {
                File.Move(path, path + replaced, overwrite: true);
            }

            File.Move(path + staged, path);
        }
    }

    public void Discard()
    {
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, Pattern + staged) : [])
        {
            File.Delete(file);
        }
    }

    public string GetPath(string name) => Path.Combine(folder, name);
}
