using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Ticketing.Infrastructure.Languages;

/// <summary>Elements within translated sentences.</summary>
public static class PageMarkup
{
    public static IHtmlContent EmailLink(string address) => Link($"mailto:{address}", address);

    /// <summary>An address or another name without spaces: goes on in the next line after "@", "_" or a dot if it is too long.</summary>
    public static IHtmlContent Breakable(string name) =>
        new HtmlString(
            $"<bdi translate=\"no\">{HtmlEncoder.Default.Encode(name).Replace("@", "@<wbr>", StringComparison.Ordinal)
            .Replace("_", "_<wbr>", StringComparison.Ordinal)
            .Replace(".", ".<wbr>", StringComparison.Ordinal)}</bdi>"
        );

    /// <param name="href">As it is: not moved into the language of the page.</param>
    public static IHtmlContent Link(string href, string text)
    {
        var link = new TagBuilder("a");
        link.Attributes["href"] = href;
        link.InnerHtml.Append(text);
        return link;
    }

    /// <inheritdoc cref="Link"/>
    public static IHtmlContent NewTabLink(string href, string text)
    {
        var hint = new TagBuilder("span");
        hint.AddCssClass("vh");
        hint.InnerHtml.Append($" {T["(opens in a new tab)"]}");
        var link = new TagBuilder("a");
        link.Attributes["href"] = href;
        link.Attributes["target"] = "_blank";
        link.InnerHtml.Append(text).AppendHtml(hint);
        return link;
    }

    public static IHtmlContent Code(string text) => Element("code", text);

    public static IHtmlContent Strong(string text) => Element("strong", text);

    /// <summary>A name or title whose direction may differ from the sentence's.</summary>
    public static IHtmlContent Isolated(string text) => Element("bdi", text);

    /// <summary>A short code that stays on one line.</summary>
    public static IHtmlContent Unbroken(string code)
    {
        var element = Element("bdi", code);
        element.AddCssClass("nowrap");
        return element;
    }

    /// <param name="iso">For the attribute <c>datetime</c>.</param>
    public static IHtmlContent Time(string iso, string text)
    {
        var time = Element("time", text);
        time.Attributes["datetime"] = iso;
        return time;
    }

    private static TagBuilder Element(string name, string text)
    {
        var element = new TagBuilder(name);
        element.InnerHtml.Append(text);
        return element;
    }
}
