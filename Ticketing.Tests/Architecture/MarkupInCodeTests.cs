using System.Text.RegularExpressions;
using Ticketing.Tests.Support;
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
        var files = Tiers
            .SelectMany(tier => Repository.FindFiles($"{Repository.Product}/{tier}", ".cs"))
            .Where(file => !file.Contains("/CompiledModel/", StringComparison.Ordinal))
            .ToList();
        var strays =
            from file in files
            where !Allowed.Any(allowed => file.EndsWith(allowed, StringComparison.Ordinal))
            from line in Repository.Read(file).Split('\n')
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && HtmlTag.IsMatch(line)
            select $"{file}: {line.Trim()}";
        Assert.True(files.Count > 300, $"Only {files.Count} files were found.");
        Assert.Empty(strays);
    }

    [GeneratedRegex(
        "</?(html|head|body|title|style|script|meta|link|div|span|p|a|br|hr|h[1-6]|strong|b|em|i|small|ul|ol|li|dl|dt|dd|table|thead|"
            + "tbody|tr|th|td|img|form|input|button|select|option|label|textarea|section|main|nav|iframe)(>| [a-z-]+=| ?/>)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex HtmlTag { get; }
}
