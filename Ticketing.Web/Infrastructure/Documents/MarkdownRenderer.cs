using System.Text.RegularExpressions;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Ticketing.Infrastructure.Documents;

/// <summary>Renders staff's Markdown as HTML without scripts, unsafe links or gaps in the heading outline.</summary>
public static partial class MarkdownRenderer
{
    private const string MailParagraphStyle = "margin:0 0 16px";

    // Levels 1 and 2 are the page's own title and section headings.
    private const int DefaultFirstLevel = 3;
    private const int MaxLevel = 6;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseAutoLinks()
        .UsePipeTables()
        .UseSoftlineBreakAsHardlineBreak()
        .Build();

    /// <param name="firstLevel">Level for the top headings: one below the heading that the text appears under.</param>
    public static string ToHtml(string markdown, int firstLevel = DefaultFirstLevel) => Render(Parse(markdown, firstLevel));

    /// <summary>
    /// For emails, which have no style sheet. Links have the colour of the text, because mail programs in dark mode keep their blue, and
    /// addresses within the site are completed.
    /// </summary>
    public static string ToMailHtml(string markdown, Uri site)
    {
        var document = Parse(markdown, firstLevel: 2);
        foreach (var paragraph in document.Descendants<ParagraphBlock>())
        {
            paragraph.GetAttributes().AddPropertyIfNotExist("style", MailParagraphStyle);
        }

        foreach (var link in document.Descendants<LinkInline>())
        {
            link.GetAttributes().AddPropertyIfNotExist("style", "color:inherit");
            if (link.Url is ['/' or '#' or '?', ..] && SafeLinks.IsSafe(link.Url))
            {
                link.Url = new Uri(site, link.Url).AbsoluteUri;
            }
        }

        return Render(document);
    }

    /// <summary>Readable as it is, but for its links, whose addresses are completed and follow in brackets.</summary>
    public static string ToPlainText(string markdown, Uri site) =>
        Link.Replace(
            markdown,
            link =>
                Uri.TryCreate(site, link.Groups["url"].Value, out var url) ? $"{link.Groups["text"].Value} ({url.AbsoluteUri})" : link.Value
        );

    private static MarkdownDocument Parse(string markdown, int firstLevel)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        ShiftHeadings([.. document.Descendants<HeadingBlock>()], firstLevel);
        SetDirections(document);
        return document;
    }

    private static string Render(MarkdownDocument document)
    {
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        SafeLinks.AddTo(renderer);
        renderer.Render(document);
        return html.ToString();
    }

    // Each block reads in the direction of its own text: one description may have a paragraph in Arabic and one in English.
    private static void SetDirections(MarkdownDocument document)
    {
        foreach (var block in document)
        {
            block.GetAttributes().AddPropertyIfNotExist("dir", "auto");
        }
    }

    private static void ShiftHeadings(IReadOnlyList<HeadingBlock> headings, int firstLevel)
    {
        var top = headings.Select(heading => heading.Level).DefaultIfEmpty().Min();
        var above = firstLevel - 1;
        foreach (var heading in headings)
        {
            above = Math.Min(Math.Min(above + 1, MaxLevel), firstLevel + heading.Level - top);
            heading.Level = above;
        }
    }

    [GeneratedRegex(@"!?\[(?<text>[^\[\]]+)\]\((?<url>[^\s()]+)\)")]
    private static partial Regex Link { get; }
}
