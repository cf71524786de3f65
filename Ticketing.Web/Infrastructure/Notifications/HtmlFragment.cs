using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Ticketing.Infrastructure.Notifications;

/// <summary><see cref="Format"/> encodes interpolated values unless they are HTML themselves.</summary>
internal readonly record struct HtmlFragment(string Markup)
{
    public static readonly HtmlFragment Empty = new("");
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static HtmlFragment Format(FormattableString markup) =>
        new(string.Format(CultureInfo.InvariantCulture, markup.Format, [.. markup.GetArguments().Select(Encode)]));

    public static HtmlFragment Join(IEnumerable<HtmlFragment> parts) => new(string.Concat(parts.Select(part => part.Markup)));

    public override string ToString() => Markup;

    private static string Encode(object? value) =>
        value is HtmlFragment html ? html.Markup : Encoder.Encode(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
}
