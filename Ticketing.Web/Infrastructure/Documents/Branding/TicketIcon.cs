using Ticketing.Infrastructure.Documents.Drawings;

namespace Ticketing.Infrastructure.Documents.Branding;

/// <summary>A ticket in the venue's colour.</summary>
public static class TicketIcon
{
    private const int TouchIconSize = 180;

    /// <summary>From the ticket's left edge, below its rounded corner.</summary>
    private const string Ticket =
        "h24a3 3 0 0 1 3 3v4a3.5 3.5 0 0 0 0 6v4a3 3 0 0 1-3 3h-24a3 3 0 0 1-3-3v-4a3.5 3.5 0 0 0 0-6v-4a3 3 0 0 1 3-3z";

    public static string ToSvg(AccentShades shades) =>
        $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="{shades.Fill}" d="M4 6{Ticket}"/><path stroke="{shades.OnFill}" stroke-width="2.4" stroke-dasharray="3 2.6" d="M20.5 8v17"/></svg>
            """;

    /// <summary>For the home screens of phones, which round the corners and paint what is transparent black.</summary>
    public static byte[] ToTouchIcon(AccentShades shades)
    {
        var (fill, onFill) = (Ink.Filled(Colour.Parse(shades.Fill.ToString())), Ink.Filled(Colour.Parse(shades.OnFill.ToString())));
        var tearLine = Enumerable.Range(0, 3).Select(i => new Shape.Rectangle(new Box(25.3f, 15.5f + i * 5.6f, 2.4f, 3), fill));
        return new Drawing(
            44,
            44,
            [new Shape.Rectangle(new Box(0, 0, 44, 44), fill), new Shape.Outline($"M10 12{Ticket}", onFill), .. tearLine]
        ).ToPng(TouchIconSize, TouchIconSize);
    }
}
