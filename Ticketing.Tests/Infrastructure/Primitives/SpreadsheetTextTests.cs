using Ticketing.Infrastructure.Primitives;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Primitives;

public sealed class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\uFF1D1+1")]
    [InlineData("\uFF0B1")]
    [InlineData("\uFF0D1")]
    [InlineData("\uFF20SUM(A1)")]
    [InlineData("\uFE66HYPERLINK(1)")]
    [InlineData("\uFE62 1")]
    [InlineData("\uFE63 1")]
    [InlineData("\uFE6Bx")]
    [InlineData("\u207C1")]
    [InlineData("\u22121")]
    [InlineData("  =1+1")]
    [InlineData("\u00A0\uFF1D1")]
    [InlineData("\u200B=1")]
    [InlineData("\uFEFF=1")]
    [InlineData("\tTab")]
    [InlineData("\rReturn")]
    [InlineData("\nLine")]
    public void What_a_spreadsheet_would_run_gets_an_apostrophe(string text) => Assert.Equal("'" + text, SpreadsheetText.Escape(text));

    [Theory]
    [InlineData("")]
    [InlineData("1=1")]
    [InlineData("Zo\u00EB")]
    [InlineData("\u6F22\u5B57")]
    [InlineData("  ")]
    [InlineData("\uD83C\uDFBB")]
    public void Other_text_stays_as_it_is(string text) => Assert.Equal(text, SpreadsheetText.Escape(text));

    [Theory]
    [InlineData("Ada;=cmd|'/C calc'!A0;x", "Ada;'=cmd|'/C calc'!A0;x")]
    [InlineData("Ada; @SUM(1)", "Ada;' @SUM(1)")]
    [InlineData("Ada;-HYPERLINK(1)", "Ada;'-HYPERLINK(1)")]
    [InlineData("=1;=2", "'=1;'=2")]
    [InlineData("Rock; -Pop", "Rock; -Pop")]
    [InlineData("Rock, -Pop (live)", "Rock, -Pop (live)")]
    [InlineData("Rock, =Pop", "Rock, =Pop")]
    public void Split_at_the_other_separator_it_still_runs_nothing(string text, string escaped) =>
        Assert.Equal(escaped, SpreadsheetText.Escape(text, ';'));

    [Theory]
    [InlineData("Rock, -Pop", "Rock, -Pop")]
    [InlineData("Rock,=1+1,x", "Rock,'=1+1,x")]
    public void Commas_in_titles_stay_as_they_are(string text, string escaped) => Assert.Equal(escaped, SpreadsheetText.Escape(text, ','));
}
