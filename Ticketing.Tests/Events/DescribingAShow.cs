using Ticketing.Events;
using Xunit;

namespace Ticketing.Tests.Events;

public sealed class DescribingAShow
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
        Assert.DoesNotContain(never, Descriptions.ToHtml(markdown), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Words_of_an_unsafe_link_stay() => Assert.Equal("<p>see <em>here</em> now</p>\n", Descriptions.ToHtml("see [*here*](javascript:x) now"));

    [Fact]
    public void Links_work_and_pass_nothing_on() => Assert.Equal(
        "<p><a href=\"https://example.org/a\" rel=\"nofollow noopener\">more</a></p>\n", Descriptions.ToHtml("[more](https://example.org/a)"));

    [Fact]
    public void Headings_stand_below_the_page_s_own() => Assert.StartsWith("<h3", Descriptions.ToHtml("# Running order"), StringComparison.Ordinal);
}
