using System.Globalization;
using System.Text.RegularExpressions;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>The summary of the requirements in SECURITY.md follows from their rows.</summary>
public sealed partial class SecurityTableTests
{
    private const string All = "all 253";
    private static readonly string[] Results = ["Met", "Partly", "Not met", "Operator", "Does not apply"];
    private static readonly string Document = Repository.Read("SECURITY.md");

    private static readonly (string Id, string Result)[] Rows =
    [
        .. Row().Matches(Document).Select(row => (row.Groups[1].Value, row.Groups[2].Value)),
    ];

    [Fact]
    public void The_counts_match_the_rows()
    {
        var counts = Count().Matches(Document).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);
        Assert.Equal(Rows.Select(row => row.Id.Split('.')[0]).Distinct().Append(All), counts.Keys);
        Assert.All(counts, row => Assert.Equal(CountResults(row.Key), Parse(row.Value)));
        Assert.Equal(253, Rows.Length);
    }

    [Theory]
    [InlineData("Not met:", "Not met")]
    [InlineData("Partly met:", "Partly")]
    public void The_list_names_what_is_missing(string start, string result)
    {
        var list = Document.Split("\n\n").Single(paragraph => paragraph.StartsWith(start, StringComparison.Ordinal));
        Assert.Equal(Rows.Where(row => row.Result == result).Select(row => row.Id), Id().Matches(list).Select(id => id.Value));
    }

    private static IEnumerable<int> CountResults(string chapter) =>
        Results.Select(result =>
            Rows.Count(row => row.Result == result && (chapter == All || row.Id.StartsWith($"{chapter}.", StringComparison.Ordinal)))
        );

    private static IEnumerable<int> Parse(string cells) =>
        cells
            .TrimEnd('|')
            .Split('|')
            .Select(cell => cell.Trim() is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0);

    [GeneratedRegex(@"^\| (V\d+\.\d+\.\d+) \| [^|]* \| (Met|Partly|Not met|Operator|Does not apply)\b", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| (V\d+(?= )|all 253)[^|]*\|((?: *\d* *\|){5})$", RegexOptions.Multiline)]
    private static partial Regex Count();

    [GeneratedRegex(@"V\d+\.\d+\.\d+")]
    private static partial Regex Id();
}
