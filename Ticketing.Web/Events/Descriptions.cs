using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Ticketing.Events;

/// <summary>Turns an event's Markdown into HTML that can neither run anything nor break the page's outline.</summary>
public static class Descriptions
{
    private const int HeadingsBelow = 2;

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UsePipeTables().UseSoftlineBreakAsHardlineBreak().Build();

    private static readonly string[] SafeSchemes = ["http", "https", "mailto", "tel"];

    public static string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(6, heading.Level + HeadingsBelow);
        }

        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Tame(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            Tame(link);
        }

        return document.ToHtml(Pipeline);
    }

    private static void Tame(LinkInline link)
    {
        if (!IsSafe(link.Url))
        {
            Unlink(link);
            return;
        }

        // Pictures from elsewhere would not load here (the pages' policy): they become links.
        link.IsImage = false;
        link.GetAttributes().AddPropertyIfNotExist("rel", "nofollow noopener");
    }

    private static void Tame(AutolinkInline link)
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

        return Uri.TryCreate(url, UriKind.Absolute, out var absolute) && SafeSchemes.Contains(absolute.Scheme, StringComparer.OrdinalIgnoreCase);
    }
}
