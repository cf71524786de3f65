using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Ticketing.Infrastructure.Documents;

/// <summary>Renders staff's Markdown as HTML without scripts, unsafe links or gaps in the heading outline.</summary>
public static class MarkdownRenderer
{
    // Levels 1 and 2 are the page's own title and section headings.
    private const int DefaultFirstLevel = 3;
    private const int MaxLevel = 6;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseAutoLinks()
        .UsePipeTables()
        .UseSoftlineBreakAsHardlineBreak()
        .Build();

    private static readonly string[] SafeSchemes = ["http", "https", "mailto", "tel"];

    /// <param name="firstLevel">Level for the top headings: one below the heading that the text appears under.</param>
    public static string ToHtml(string markdown, int firstLevel = DefaultFirstLevel)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        ShiftHeadings([.. document.Descendants<HeadingBlock>()], firstLevel);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Sanitize(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            Sanitize(link);
        }

        return document.ToHtml(Pipeline);
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

    private static void Sanitize(LinkInline link)
    {
        if (!IsSafe(link.Url))
        {
            Unlink(link);
            return;
        }

        // The content security policy blocks external images, so they become links.
        link.IsImage = false;
        link.GetAttributes().AddPropertyIfNotExist("rel", "nofollow noopener");
    }

    private static void Sanitize(AutolinkInline link)
    {
        if (link.IsEmail || IsSafe(link.Url))
        {
            link.GetAttributes().AddPropertyIfNotExist("rel", "nofollow noopener");
        }
        else
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }
    }

    private static void Unlink(LinkInline link)
    {
        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }

        link.Remove();
    }

    private static bool IsSafe(string? url)
    {
        if (string.IsNullOrWhiteSpace(url) || url[0] is '/' or '#' or '?')
        {
            return url is null || !url.StartsWith("//", StringComparison.Ordinal);
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var absolute)
            && SafeSchemes.Contains(absolute.Scheme, StringComparer.OrdinalIgnoreCase);
    }
}
