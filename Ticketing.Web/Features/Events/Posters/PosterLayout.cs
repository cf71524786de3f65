using Ticketing.Infrastructure.Documents;

namespace Ticketing.Features.Events.Posters;

/// <summary>The title takes the space it needs, the art the rest.</summary>
public sealed record PosterLayout(Box Bounds, Box Art, Box TitleBox, TextBlock Title, Box SubtitleBox, TextBlock Subtitle)
{
    private const float MaxTextShare = 0.56f;

    /// <summary>400 × 500 units.</summary>
    public static PosterLayout Portrait(string title, string subtitle, Colour lettering)
    {
        var sheet = new Box(0, 0, 400, 500);
        const float margin = 24;
        var sub = LayOutSubtitle(subtitle, title, 17, lettering, sheet.Width - 2 * margin);
        var room = sheet.Height * MaxTextShare - margin - sub.Height - 8;
        var (set, measure) = Fit(title, lettering, sheet.Width - 2 * margin, room, 62);
        var subY = sheet.Height - margin + 4 - sub.Height;
        var titleY = subY - 8 - set.Height;
        return new(
            sheet,
            new Box(0, 0, sheet.Width, MathF.Floor(titleY - 16)),
            GetBox(set, measure, margin, titleY, sheet.Width - 2 * margin),
            set,
            new Box(margin, subY, sub.MaxWidth, sub.Height),
            sub
        );
    }

    /// <summary>1200 × 630 units.</summary>
    public static PosterLayout Wide(string title, string subtitle, Colour lettering)
    {
        var sheet = new Box(0, 0, 1200, 630);
        const float margin = 64;
        var art = new Box(640, 0, 560, 630);
        var measure = art.X - margin - 48;
        var sub = LayOutSubtitle(subtitle, title, 30, lettering, measure);
        var (set, width) = Fit(title, lettering, measure, sheet.Height - 2 * margin - sub.Height - 24, 104);
        var subY = sheet.Height - margin - sub.Height;
        return new(
            sheet,
            art,
            GetBox(set, width, margin, subY - 16 - set.Height, measure),
            set,
            new Box(margin, subY, measure, sub.Height),
            sub
        );
    }

    /// <summary>Largest size with whole words and few lines; only the longest titles may break words.</summary>
    private static (TextBlock Block, float Measure) Fit(string title, Colour lettering, float measure, float room, float largest)
    {
        var text = string.IsNullOrWhiteSpace(title) ? " " : title.Trim().ReplaceLineEndings(" ");
        for (var scale = 1f; scale > 0.34f; scale -= 0.03f)
        {
            var block = LayOutTitle(text, largest * scale, lettering, measure);
            var lines =
                scale > 0.78f ? 2
                : scale > 0.6f ? 3
                : scale > 0.5f ? 4
                : scale > 0.42f ? 5
                : 6;
            if (block.Lines.Count <= lines && block.Height <= room && !block.BreaksWords)
                return Balance(text, block, measure);
        }
        var size = largest * 0.52f;
        while (LayOutTitle(text, size, lettering, measure).Height > room)
            size *= 0.94f;
        return Balance(text, LayOutTitle(text, size, lettering, measure), measure);
    }

    /// <summary>Narrows the block without adding lines, to avoid a single word on the last one.</summary>
    private static (TextBlock Block, float Measure) Balance(string text, TextBlock widest, float measure)
    {
        var (low, high, best) = (measure / 2, measure, widest);
        while (widest.Lines.Count > 1 && high - low > 2)
        {
            var middle = (low + high) / 2;
            var block = TextBlock.Create(text, widest.Style, middle);
            if (block.Lines.Count == widest.Lines.Count && block.BreaksWords == widest.BreaksWords)
                (high, best) = (middle, block);
            else
                low = middle;
        }
        return (best, best.MaxWidth);
    }

    private static Box GetBox(TextBlock block, float measure, float left, float y, float width) =>
        new(block.RightToLeft ? left + width - measure : left, y, measure, block.Height);

    private static TextBlock LayOutTitle(string title, float size, Colour lettering, float measure) =>
        TextBlock.Create(
            title,
            new(FontFace.Display, size, lettering, LineHeight: HasTallLetters(title) ? 1.2f : 0.98f, Tracking: -0.025f),
            measure
        );

    /// <summary>On the title's side even if the text directions differ.</summary>
    private static TextBlock LayOutSubtitle(string subtitle, string title, float size, Colour lettering, float measure)
    {
        var style = new TextStyle(FontFace.Bold, size, lettering, LineHeight: 1.3f);
        var text = subtitle.ReplaceLineEndings(" ");
        var sameSide = TextBlock.ReadsRightToLeft(text) == TextBlock.ReadsRightToLeft(title);
        return TextBlock.Create(text, sameSide ? style : style with { Align = Align.End }, measure);
    }

    // Arabic letters reach far below the line, stacked Vietnamese accents far above.
    private static bool HasTallLetters(string title) =>
        title.Any(c => c is >= '\u0600' and <= '\u08FF' or >= '\uFB50' and <= '\uFDFF' or >= '\u1EA0' and <= '\u1EF9');
}
