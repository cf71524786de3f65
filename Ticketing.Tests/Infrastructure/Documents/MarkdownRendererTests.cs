using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using Ticketing.Infrastructure.Documents;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Documents;

public sealed class MarkdownRendererTests
{
    private static readonly Url Page = new("https://tickets.example/events/tonight");
    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    private static readonly Gen<string> Address = Gen.OneOf(
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java&Tab;script:alert(1)",
        "&#1;javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "/\\evil.example",
        "/&Tab;/evil.example",
        "https://example.org/a_b",
        "mailto:ada@example.org",
        "ada@example.org",
        "tel:+441132345678",
        "/events/a",
        "#top",
        "x",
        ""
    );

    private static readonly Gen<string> Fragment = Gen.OneOf(
        Address.Select(address => $"<{address}>"),
        Address.Select(address => $"[here]({address})"),
        Address.Select(address => $"[here](<{address}> \"title\")"),
        Address.Select(address => $"![here]({address})"),
        Address.Select(address => $"[![here]({address})]({address})"),
        Address.Select(address => $"[ref]\n\n[ref]: {address}\n\n"),
        Address,
        Gen.OneOf(" or ", "\n", "\n\n", "*", "**", "[", "]", "(", ")", "<", ">", "`", "| a | b |\n|---|---|\n| ", " | ", "# ", "> ", "- "),
        Gen.String[0, 5]
    );

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("Hello <img src=x onerror=alert(1)>", "<img")]
    [InlineData("[click](javascript:alert(1))", "javascript:")]
    [InlineData("[click](JaVaScRiPt:alert(1))", "script:alert(1)\"")]
    [InlineData("<javascript:alert(1)>", "href")]
    [InlineData("[click](data:text/html,x)", "href")]
    [InlineData("[click](//evil.example/x)", "href")]
    [InlineData("[click](/\\evil.example/x)", "href")]
    [InlineData("<javascript:alert(1)> or [here](x)", "href")]
    [InlineData("[ref]\n\n[ref]: javascript:alert(1)", "href")]
    [InlineData("![picture](https://evil.example/x.png)", "<img")]
    public void Nothing_in_a_description_can_run(string markdown, string never) =>
        Assert.DoesNotContain(never, MarkdownRenderer.ToHtml(markdown), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void No_link_leads_anywhere_but_to_web_pages_addresses_and_phone_numbers() =>
        Fragment
            .Array[1, 12]
            .Sample(
                fragments =>
                {
                    var html = MarkdownRenderer.ToHtml(string.Concat(fragments));
                    var elements = new HtmlParser().ParseDocument(html).Body!.QuerySelectorAll("*").ToList();
                    var links = elements.Select(element => element.GetAttribute("href")).OfType<string>().ToList();
                    return links.TrueForAll(link =>
                            Schemes.Contains(new Url(Page, link).Scheme) && new Url(Page, link).HostName != "evil.example"
                        ) && !elements.Exists(element => element.HasAttribute("src") || element.LocalName is "script" or "img");
                },
                iter: 20_000
            );

    [Fact]
    public void The_text_of_an_unsafe_link_stays() =>
        Assert.Equal("<p dir=\"auto\">see <em>here</em> now</p>\n", MarkdownRenderer.ToHtml("see [*here*](javascript:x) now"));

    [Fact]
    public void Links_are_nofollow_and_noopener() =>
        Assert.Equal(
            "<p dir=\"auto\"><a href=\"https://example.org/a\" rel=\"nofollow noopener\">more</a></p>\n",
            MarkdownRenderer.ToHtml("[more](https://example.org/a)")
        );

    [Fact]
    public void Emails_have_complete_addresses_and_links_in_the_colour_of_the_text()
    {
        var site = new Uri("https://tickets.example");
        var html = new HtmlParser().ParseDocument(
            MarkdownRenderer.ToMailHtml("[here](/find-us) [evil](javascript:alert(1)) [out](https://example.org/a)", site)
        );
        Assert.Equal(
            [("https://tickets.example/find-us", "color:inherit"), ("https://example.org/a", "color:inherit")],
            html.QuerySelectorAll("a").Select(link => (link.GetAttribute("href")!, link.GetAttribute("style")!))
        );
        Assert.Equal("margin:0 0 16px", html.QuerySelector("p")!.GetAttribute("style"));
        Assert.Equal(
            "Come **early**: here (https://tickets.example/find-us)\n\n- out (https://example.org/a)",
            MarkdownRenderer.ToPlainText("Come **early**: [here](/find-us)\n\n- [out](https://example.org/a)", site)
        );
    }

    [Fact]
    public void Each_block_reads_in_its_own_direction() =>
        Assert.Equal(
            ["H3 auto", "P auto", "UL auto", "BLOCKQUOTE auto"],
            new HtmlParser()
                .ParseDocument(MarkdownRenderer.ToHtml("# أمسية\n\nDoors at 7\n\n- عود\n- قانون\n\n> text"))
                .Body!.Children.Select(block => $"{block.TagName} {block.GetAttribute("dir")}")
        );

    [Theory]
    [InlineData("# A", "3")]
    [InlineData("### A\n### B", "33")]
    [InlineData("# A\n#### B\n###### C\n## D", "3454")]
    public void Headings_start_below_the_page_s_own_without_gaps(string markdown, string levels) =>
        Assert.Equal(levels, string.Concat(MarkdownRenderer.ToHtml(markdown).Split("<h").Skip(1).Select(heading => heading[0])));
}
