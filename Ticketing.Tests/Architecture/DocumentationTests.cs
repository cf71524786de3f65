using System.Text.Json;
using System.Text.RegularExpressions;
using Ticketing.Infrastructure.Hosting;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>Paths in the documentation must exist, so that a renamed file is renamed there too.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Root = Repository.Folder;
    private static readonly string Product = Path.Combine(Root, "Ticketing.Web");

    /// <summary>Created when the program or a test runs.</summary>
    private static readonly string[] Generated = ["Ticketing.Web/data/"];

    private static readonly string[] SkippedFolders = [".git", "artifacts", "bin", "data", "lib", "node_modules", "obj", "TestResults"];

    private static readonly string[] SourceExtensions =
    [
        ".cs",
        ".cshtml",
        ".css",
        ".js",
        ".json",
        ".md",
        ".props",
        ".razor",
        ".sh",
        ".sln",
        ".targets",
        ".yaml",
        ".yml",
    ];

    private static readonly HashSet<string> FileNames = [.. FindFiles("*", Root).Select(file => Path.GetFileName(file))];

    public static TheoryData<string> Documents => [.. FindFiles("*.md", Root).Select(file => Path.GetRelativePath(Root, file))];

    [Theory, MemberData(nameof(Documents))]
    public void Relative_links_lead_somewhere(string document)
    {
        var dead = FindLinks(document).Where(link => !LeadsSomewhere(document, link));
        Assert.Empty(dead);
    }

    [Theory, MemberData(nameof(Documents))]
    public void Paths_in_code_spans_exist(string document)
    {
        var missing = CodeSpan().Matches(ReadProse(document)).Select(span => span.Groups[1].Value).Where(IsMissingPath);
        Assert.Empty(missing);
    }

    [Fact]
    public void The_changelog_has_the_current_version() =>
        Assert.Contains($"\n## [{ProductVersion.Current}]", ReadProse("CHANGELOG.md"), StringComparison.Ordinal);

    [Fact]
    public void Dependabot_watches_the_versions_of_the_client_libraries()
    {
        using var libman = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "libman.json")));
        using var watched = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, ".github", "client-libraries", "package.json")));

        Assert.Equal(
            libman.RootElement.GetProperty("libraries").EnumerateArray().Select(l => l.GetProperty("library").GetString()).Order(),
            watched.RootElement.GetProperty("dependencies").EnumerateObject().Select(d => $"{d.Name}@{d.Value.GetString()}").Order()
        );
    }

    private static IEnumerable<string> FindLinks(string document) =>
        Link()
            .Matches(ReadProse(document))
            .Select(link => link.Groups[1].Value)
            .Where(link => !link.Contains(':', StringComparison.Ordinal));

    private static bool LeadsSomewhere(string document, string link)
    {
        var (path, fragment) = link.Split('#') is [var before, var after] ? (before, after) : (link, "");
        var target = path.Length == 0 ? Path.Combine(Root, document) : Path.Combine(Root, Path.GetDirectoryName(document)!, path);
        return Exists(target) && (fragment.Length == 0 || GetAnchors(File.ReadAllText(target)).Contains(fragment));
    }

    /// <summary>As GitHub derives them from headings.</summary>
    private static IEnumerable<string> GetAnchors(string markdown) =>
        Heading()
            .Matches(markdown)
            .Select(heading => NotInAnchor().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>A path starts with a folder of the repository or of the product. A name alone must be that of any file.</summary>
    private static bool IsMissingPath(string text)
    {
        if (!PathText().IsMatch(text) || Generated.Any(folder => text.StartsWith(folder, StringComparison.Ordinal)))
        {
            return false;
        }

        var first = text.Split('/')[0];
        return first == text
            ? SourceExtensions.Contains(Path.GetExtension(text)) && !FileNames.Contains(text)
            : new[] { Root, Product }.Where(from => Directory.Exists(Path.Combine(from, first))) is var parents
                && parents.Any()
                && !parents.Any(from => Exists(Path.Combine(from, text)));
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    /// <summary>Without fenced blocks, which contain commands and examples.</summary>
    private static string ReadProse(string document) => Fence().Replace(File.ReadAllText(Path.Combine(Root, document)), "");

    private static IEnumerable<string> FindFiles(string pattern, string folder) =>
        Directory
            .EnumerateFiles(folder, pattern)
            .Concat(
                Directory
                    .EnumerateDirectories(folder)
                    .Where(child => !SkippedFolders.Contains(Path.GetFileName(child)))
                    .SelectMany(child => FindFiles(pattern, child))
            );

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"^(?!\.\w+$)[\w.\-]+(/[\w.\-]*)*$")]
    private static partial Regex PathText();
}
