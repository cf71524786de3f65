using System.Text.RegularExpressions;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>HTML comes from Razor, which encodes values; C# code that writes tags may forget to.</summary>
public sealed partial class MarkupInCodeTests
{
    private static readonly string[] Tiers = ["Features", "Infrastructure"];

    /// <summary>Writes the title element of SVG, and escapes it.</summary>
    private static readonly string[] Allowed = ["Infrastructure/Documents/Drawings/SvgWriter.cs"];

    [Fact]
    public void Features_and_infrastructure_write_no_HTML_tags()
    {
        var web = Path.Combine(FindRepository(), "Ticketing.Web");
        var files = Tiers
            .SelectMany(tier => Directory.GetFiles(Path.Combine(web, tier), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(web, file).Replace('\\', '/'))
            .ToList();
        var strays =
            from file in files.Except(Allowed)
            from line in File.ReadLines(Path.Combine(web, file))
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && HtmlTag.IsMatch(line)
            select $"{file}: {line.Trim()}";
        Assert.True(files.Count > 300, $"Only {files.Count} files were found.");
        Assert.Empty(strays);
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Ticketing.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(
        "</?(html|head|body|title|style|script|meta|link|div|span|p|a|br|hr|h[1-6]|strong|b|em|i|small|ul|ol|li|dl|dt|dd|table|thead|"
            + "tbody|tr|th|td|img|form|input|button|select|option|label|textarea|section|main|nav|iframe)(>| [a-z-]+=| ?/>)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex HtmlTag { get; }
}
