using System.Text;
using HarfBuzzSharp;

namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>
/// Sets all letters of a script in one font if one has them: single letters from another font look like a mistake in a name or title.
/// </summary>
internal sealed class FontChoice(string paragraph, FontFace face)
{
    private readonly CjkOrder order = CjkOrders.Detect(paragraph);
    private readonly Dictionary<Script, FontFile?> fonts = [];

    public FontFile Fallback => FontCollection.GetFallback(face);

    /// <returns>Null if no font has all of the grapheme.</returns>
    public FontFile? Find(ReadOnlySpan<char> grapheme, Script script)
    {
        if (!fonts.TryGetValue(script, out var font))
            fonts[script] = font = Scripts.IsShared(script) ? null : FontCollection.Find(GetLetters(script), face, order);
        return font is not null && font.Covers(grapheme) ? font : FontCollection.Find(grapheme, face, order);
    }

    private string GetLetters(Script script) =>
        paragraph
            .EnumerateRunes()
            .Where(rune => Scripts.GetScript(rune).Equals(script))
            .Aggregate(new StringBuilder(), (letters, rune) => letters.Append(rune.ToString()))
            .ToString();
}
