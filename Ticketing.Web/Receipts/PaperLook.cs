using Ticketing.Documents;
using Ticketing.Documents.Pdf;
using Ticketing.Settings;
using Ticketing.Settings.Theme;

namespace Ticketing.Receipts;

internal static class PaperLook
{
    public static readonly Colour Ink = Colour.Of("#1c1719");
    public static readonly Colour Soft = Colour.Of("#645a5c");
    public static readonly Colour Line = Colour.Of("#d9cfc4");

    public static readonly TextStyle Text = new(Face.Body, 10, Ink, Align.Left, 1.4f);
    public static readonly TextStyle Strong = Text with { Face = Face.Bold };
    public static readonly TextStyle Small = Text with { Size = 8.5f, Colour = Soft };
    public static readonly TextStyle Headline = new(Face.Display, 24, Ink, Align.Left, 1.12f, -0.02f);

    public static readonly TableLook Table = new(
        Small with { Face = Face.Bold }, Text with { Align = Align.Start }, Line, Ink, 12, 6);

    public static readonly TableLook SmallTable = Table with { Body = Text with { Size = 9, Align = Align.Start }, HeadRule = Line, Padding = 4.5f };

    /// <summary>The venue's accent, dark enough for text on white.</summary>
    public static Colour AccentOf(SiteOptions venue)
    {
        var shade = Accent.Light(venue.AccentColor).Text;
        return new Colour(shade.Red, shade.Green, shade.Blue);
    }
}
