using System.Text.RegularExpressions;

namespace Ticketing.Tests.Support;

/// <summary>The files that Docker may copy: those that <c>.dockerignore</c> leaves.</summary>
internal static class DockerfileContext
{
    private static readonly List<(Regex Pattern, bool Keeps)> Rules =
    [
        .. Repository
            .Read(".dockerignore")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => (ToRegex(line.TrimStart('!')), line[0] == '!')),
    ];

    /// <summary>Relative paths with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Directory
            .EnumerateFileSystemEntries(Repository.Folder)
            .Select(entry => Path.GetFileName(entry))
            .Where(IsSent)
            .SelectMany(EnumerateFiles)
            .Where(IsSent),
    ];

    /// <param name="source">As a COPY instruction names it.</param>
    public static IEnumerable<string> Find(string source) =>
        Files.Where(file => source == "." || file == source || file.StartsWith(source + "/", StringComparison.Ordinal));

    private static IEnumerable<string> EnumerateFiles(string entry)
    {
        var path = Path.Combine(Repository.Folder, entry);
        return Directory.Exists(path)
            ? Directory
                .EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Repository.Folder, file).Replace('\\', '/'))
            : [entry];
    }

    // The last rule that matches decides.
    private static bool IsSent(string file) =>
        Rules.LastOrDefault(rule => rule.Pattern.IsMatch(file)) is { Pattern: null } or { Keeps: true };

    private static Regex ToRegex(string pattern) =>
        new(
            "^"
                + Regex
                    .Escape(pattern)
                    .Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal)
                    .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
                + "(/|$)"
        );
}
