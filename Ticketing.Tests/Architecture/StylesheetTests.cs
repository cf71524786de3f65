using System.Text.RegularExpressions;
using Ticketing.Pages;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Architecture;

public sealed partial class StylesheetTests
{
    private const string Folder = "Ticketing.Web/wwwroot/css";

    public static TheoryData<string> Sheets =>
        [.. Directory.GetFiles(Path.Combine(Repository.Folder, Folder), "*.css").Select(file => Path.GetFileName(file)!)];

    [Theory, MemberData(nameof(Sheets))]
    public void Newer_functions_only_refine_what_older_browsers_show_too(string sheet) =>
        Assert.Empty(Newer().Matches(RemoveSupports(Repository.Read($"{Folder}/{sheet}"))).Select(found => found.Value));

    [Fact]
    public void The_accent_colour_needs_no_newer_function() => Assert.DoesNotMatch(Newer(), ThemeModel.RenderCss("#d43d22", name => name));

    [Theory]
    [InlineData("site.css")]
    [InlineData("pages.css")]
    [InlineData("checkout.css")]
    public void Buyers_pages_are_mirrored_for_scripts_from_right_to_left(string sheet)
    {
        var lines = Comments().Replace(Repository.Read($"{Folder}/{sheet}"), "").Split('\n');
        Assert.DoesNotContain(lines, line => Physical().IsMatch(line) && !line.Contains("[dir=", StringComparison.Ordinal));
        Assert.Empty(
            from line in lines
            from found in FourSides().Matches(line)
            where found.Groups["right"].Value != found.Groups["left"].Value
            select found.Value
        );
    }

    private static string RemoveSupports(string css) => Supports().Replace(Comments().Replace(css, ""), "");

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    /// <summary>A block ends at the first closing brace with the indentation of its start.</summary>
    [GeneratedRegex(@"^( *)@supports [^\n]*\{\n.*?^\1\}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Supports();

    [GeneratedRegex(
        @"(?<![\w-])(?:light-dark|color-mix|contrast-color|oklch|oklab|lch|lab|color)\(|\(from |^ *&.*",
        RegexOptions.Multiline
    )]
    private static partial Regex Newer();

    [GeneratedRegex(@"(?<![\w-])(?:(?:(?:margin|padding|border)-)?(?:left|right)(?:-\w+)?|float|clear)\s*:|text-align: (?:left|right)")]
    private static partial Regex Physical();

    [GeneratedRegex(@"(?:margin|padding|inset): (?:[^\s;()]+) (?<right>[^\s;()]+) (?:[^\s;()]+) (?<left>[^\s;()]+);")]
    private static partial Regex FourSides();
}
