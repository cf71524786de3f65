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
}
