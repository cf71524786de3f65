using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Documents.Pdf;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Infrastructure.Documents.Branding;

/// <summary>For the language of the current document: texts are at the side on which it starts.</summary>
internal static class PrintStyles
{
    public static readonly Colour Ink = Colour.Parse("#1c1719");
    public static readonly Colour Soft = Colour.Parse("#645a5c");
    public static readonly Colour Line = Colour.Parse("#d9cfc4");

    /// <summary>The side on which lines start, whichever language a text is in.</summary>
    public static Align Leading => IsRightToLeft ? Align.Right : Align.Left;

    /// <summary>The side on which lines end: of amounts and page numbers.</summary>
    public static Align Trailing => IsRightToLeft ? Align.Left : Align.Right;

    public static TextStyle Text => new(FontFace.Body, 10, Ink, Leading, 1.4f, Direction: Direction);
    public static TextStyle Strong => Text with { Face = FontFace.Bold };
    public static TextStyle Small => Text with { Size = 8.5f, Colour = Soft };
    public static TextStyle Headline => new(FontFace.Display, 24, Ink, Leading, 1.12f, -0.02f, Direction);

    public static TableStyle Table => new(Small with { Face = FontFace.Bold }, Text with { Align = Align.Start }, Line, Ink, 12, 6);

    public static TableStyle SmallTable =>
        Table with
        {
            Body = Text with { Size = 9, Align = Align.Start },
            HeaderRule = Line,
            Padding = 4.5f,
        };

    private static bool IsRightToLeft => Language.Current.IsRightToLeft;

    private static TextDirection Direction => IsRightToLeft ? TextDirection.RightToLeftIfAny : TextDirection.Auto;

    /// <summary>The venue's accent, dark enough for text on white.</summary>
    public static Colour GetAccent(SiteOptions venue)
    {
        var shade = Accent.Light(venue.AccentColor).Text;
        return new Colour(shade.Red, shade.Green, shade.Blue);
    }
}
