using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Ticketing.Notifications;

/// <summary><see cref="Of"/> encodes interpolated values unless they are HTML themselves.</summary>
internal readonly record struct Html(string Markup)
{
    public static readonly Html Nothing = new("");
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static Html Of(FormattableString markup) =>
        new(string.Format(CultureInfo.InvariantCulture, markup.Format, [.. markup.GetArguments().Select(Encoded)]));

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Markup)));

    public override string ToString() => Markup;

    private static string Encoded(object? hole) => hole is Html html
        ? html.Markup
        : Encoder.Encode(Convert.ToString(hole, CultureInfo.InvariantCulture) ?? "");
}
