using Ticketing.Infrastructure.Documents;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Documents;

public sealed class MarkdownRendererTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("Hello <img src=x onerror=alert(1)>", "<img")]
    [InlineData("[click](javascript:alert(1))", "javascript:")]
    [InlineData("[click](JaVaScRiPt:alert(1))", "script:alert(1)\"")]
    [InlineData("<javascript:alert(1)>", "href")]
    [InlineData("[click](data:text/html,x)", "href")]
    [InlineData("[click](//evil.example/x)", "href")]
    [InlineData("[ref]\n\n[ref]: javascript:alert(1)", "href")]
    [InlineData("![picture](https://evil.example/x.png)", "<img")]
    public void Nothing_in_a_description_can_run(string markdown, string never) =>
        Assert.DoesNotContain(never, MarkdownRenderer.ToHtml(markdown), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void The_text_of_an_unsafe_link_stays() =>
        Assert.Equal("<p>see <em>here</em> now</p>\n", MarkdownRenderer.ToHtml("see [*here*](javascript:x) now"));

    [Fact]
    public void Links_are_nofollow_and_noopener() =>
        Assert.Equal(
            "<p><a href=\"https://example.org/a\" rel=\"nofollow noopener\">more</a></p>\n",
            MarkdownRenderer.ToHtml("[more](https://example.org/a)")
        );

    [Theory]
    [InlineData("# A", "3")]
    [InlineData("### A\n### B", "33")]
    [InlineData("# A\n#### B\n###### C\n## D", "3454")]
    public void Headings_start_below_the_page_s_own_without_gaps(string markdown, string levels) =>
        Assert.Equal(levels, string.Concat(MarkdownRenderer.ToHtml(markdown).Split("<h").Skip(1).Select(heading => heading[0])));
}
