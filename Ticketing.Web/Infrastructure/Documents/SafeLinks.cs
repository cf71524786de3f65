using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace Ticketing.Infrastructure.Documents;

/// <summary>
/// Every link of a rendered text is written here, whatever syntax it came from. Unsafe ones become their text. The content security policy
/// blocks external images, so images become links.
/// </summary>
internal static class SafeLinks
{
    private const string Relation = "nofollow noopener";
    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    public static void AddTo(HtmlRenderer renderer)
    {
        renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new LinkRenderer());
        renderer.ObjectRenderers.Replace<AutolinkInlineRenderer>(new AutolinkRenderer());
    }

    /// <summary>True for allowed schemes and for addresses within the site.</summary>
    internal static bool IsSafe(string? url)
    {
        if (string.IsNullOrEmpty(url))
        {
            return true;
        }

        // Browsers skip control characters and read a backslash as a slash: "/\t/evil.example" leaves the site.
        if (url.Any(c => char.IsControl(c) || c == '\\'))
        {
            return false;
        }

        return url[0] is '/' or '#' or '?'
            ? !url.StartsWith("//", StringComparison.Ordinal)
            : Uri.TryCreate(url, UriKind.Absolute, out var absolute) && Schemes.Contains(absolute.Scheme, StringComparer.OrdinalIgnoreCase);
    }

    private sealed class LinkRenderer : LinkInlineRenderer
    {
        protected override void Write(HtmlRenderer renderer, LinkInline obj)
        {
            // Links to definitions read their address when they are rendered.
            if (!IsSafe(obj.GetDynamicUrl?.Invoke() ?? obj.Url))
            {
                renderer.WriteChildren(obj);
                return;
            }

            obj.IsImage = false;
            obj.GetAttributes().AddPropertyIfNotExist("rel", Relation);
            base.Write(renderer, obj);
        }
    }

    private sealed class AutolinkRenderer : AutolinkInlineRenderer
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline obj)
        {
            if (!obj.IsEmail && !IsSafe(obj.Url))
            {
                renderer.WriteEscape(obj.Url);
                return;
            }

            obj.GetAttributes().AddPropertyIfNotExist("rel", Relation);
            base.Write(renderer, obj);
        }
    }
}
