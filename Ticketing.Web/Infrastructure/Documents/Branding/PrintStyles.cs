using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Documents.Pdf;

namespace Ticketing.Infrastructure.Documents.Branding;

internal static class PrintStyles
{
    public static readonly Colour Ink = Colour.Parse("#1c1719");
    public static readonly Colour Soft = Colour.Parse("#645a5c");
    public static readonly Colour Line = Colour.Parse("#d9cfc4");

    public static readonly TextStyle Text = new(FontFace.Body, 10, Ink, Align.Left, 1.4f);
    public static readonly TextStyle Strong = Text with { Face = FontFace.Bold };
    public static readonly TextStyle Small = Text with { Size = 8.5f, Colour = Soft };
    public static readonly TextStyle Headline = new(FontFace.Display, 24, Ink, Align.Left, 1.12f, -0.02f);

    public static readonly TableStyle Table = new(Small with { Face = FontFace.Bold }, Text with { Align = Align.Start }, Line, Ink, 12, 6);

    public static readonly TableStyle SmallTable = Table with
    {
        Body = Text with { Size = 9, Align = Align.Start },
        HeaderRule = Line,
        Padding = 4.5f,
    };

    /// <summary>The venue's accent, dark enough for text on white.</summary>
    public static Colour GetAccent(SiteOptions venue)
    {
        var shade = Accent.Light(venue.AccentColor).Text;
        return new Colour(shade.Red, shade.Green, shade.Blue);
    }
}
