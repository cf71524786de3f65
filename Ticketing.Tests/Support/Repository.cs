namespace Ticketing.Tests.Support;

/// <summary>The source files of this repository.</summary>
internal static class Repository
{
    public const string Product = "Ticketing.Web";
    public const string Tests = "Ticketing.Tests";
    public const string Bench = "bench/Ticketing.Bench";

    public static string Folder { get; } = FindFolder();

    /// <returns>Relative paths with slashes; no build output and no restored files.</returns>
    public static IEnumerable<string> FindFiles(string folder, params string[] extensions) =>
        Directory
            .EnumerateFiles(Path.Combine(Folder, folder), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Where(file => extensions.Contains(Path.GetExtension(file)) && !file.Split('/').Any(part => part is "bin" or "obj" or "lib"));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Ticketing.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
