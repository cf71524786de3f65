using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Drawings;

namespace Ticketing.Features.Events.Posters;

/// <summary>Generated posters. The same input always gives the same drawing.</summary>
public static class PosterArt
{
    /// <summary>400 × 500 units.</summary>
    /// <param name="slug">Seeds the art's details.</param>
    /// <param name="subtitle">Such as <c>Fri 27 Nov · Jazz</c>.</param>
    public static Drawing Portrait(string slug, PosterStyle style, string title, string subtitle) =>
        Draw(slug, style, PosterLayout.Portrait(title, subtitle, style.Palette.Lettering));

    /// <summary>1200 × 630 units.</summary>
    public static Drawing Wide(string slug, PosterStyle style, string title, string subtitle) =>
        Draw(slug, style, PosterLayout.Wide(title, subtitle, style.Palette.Lettering));

    public static Drawing Bare(string slug, PosterStyle style, float width, float height)
    {
        var sheet = new Box(0, 0, width, height);
        var art = new ArtCanvas(sheet, style.Palette, new SeededRandom(slug));
        ArtKinds.Draw(style.Kind, art);
        return new(width, height, [new Shape.Rectangle(sheet, Ink.Filled(style.Palette.Ground)), .. art.Shapes]);
    }

    private static Drawing Draw(string slug, PosterStyle style, PosterLayout layout)
    {
        var art = new ArtCanvas(layout.Art, style.Palette, new SeededRandom(slug));
        ArtKinds.Draw(style.Kind, art);
        return new(
            layout.Bounds.Width,
            layout.Bounds.Height,
            [
                new Shape.Rectangle(layout.Bounds, Ink.Filled(style.Palette.Ground)),
                new Shape.Clipped(new Shape.Rectangle(layout.Art, default), art.Shapes),
                layout.Title.ToOutline(layout.TitleBox.X, layout.TitleBox.Y),
                layout.Subtitle.ToOutline(layout.SubtitleBox.X, layout.SubtitleBox.Y),
            ]
        );
    }
}
