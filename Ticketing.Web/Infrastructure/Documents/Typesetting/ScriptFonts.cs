using HarfBuzzSharp;

namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>Fonts for scripts that the faces themselves lack; some have one weight only.</summary>
internal static class ScriptFonts
{
    private static readonly ScriptFont Latin = Create("noto-sans", "NotoSans", bold: true);
    private static readonly ScriptFont Chinese = Create("noto-sans-sc", "NotoSansSC");
    private static readonly ScriptFont Japanese = Create("noto-sans-jp", "NotoSansJP");
    private static readonly ScriptFont Korean = Create("noto-sans-kr", "NotoSansKR");
    private static readonly ScriptFont Emoji = Create("noto-emoji", "NotoEmoji");

    private static readonly Dictionary<Script, ScriptFont> ByScript = new()
    {
        [Script.Adlam] = Create("noto-sans-adlam", "NotoSansAdlam"),
        [Script.Arabic] = Create("noto-sans-arabic", "NotoSansArabic", bold: true),
        [Script.Armenian] = Create("noto-sans-armenian", "NotoSansArmenian", bold: true),
        [Script.Bengali] = Create("noto-sans-bengali", "NotoSansBengali", bold: true),
        [Script.Devanagari] = Create("noto-sans-devanagari", "NotoSansDevanagari", bold: true),
        [Script.Ethiopic] = Create("noto-sans-ethiopic", "NotoSansEthiopic", bold: true),
        [Script.Georgian] = Create("noto-sans-georgian", "NotoSansGeorgian", bold: true),
        [Script.Gujarati] = Create("noto-sans-gujarati", "NotoSansGujarati"),
        [Script.Gurmukhi] = Create("noto-sans-gurmukhi", "NotoSansGurmukhi"),
        [Script.Kannada] = Create("noto-sans-kannada", "NotoSansKannada"),
        [Script.Khmer] = Create("noto-sans-khmer", "NotoSansKhmer"),
        [Script.Lao] = Create("noto-sans-lao", "NotoSansLao"),
        [Script.Malayalam] = Create("noto-sans-malayalam", "NotoSansMalayalam"),
        [Script.Myanmar] = Create("noto-sans-myanmar", "NotoSansMyanmar"),
        [Script.Sinhala] = Create("noto-sans-sinhala", "NotoSansSinhala"),
        [Script.Tamil] = Create("noto-sans-tamil", "NotoSansTamil"),
        [Script.Telugu] = Create("noto-sans-telugu", "NotoSansTelugu"),
        [Script.Thaana] = Create("noto-sans-thaana", "NotoSansThaana"),
        [Script.Thai] = Create("noto-sans-thai", "NotoSansThai", bold: true),
    };

    public static IEnumerable<Lazy<FontFile>> Get(Script script, FontFace face, CjkOrder order) =>
        GetCandidates(script, order).Select(font => face is FontFace.Body ? font.Regular : font.Bold);

    private static ScriptFont[] GetCandidates(Script script, CjkOrder order)
    {
        if (ByScript.TryGetValue(script, out var font))
            return [font, Latin];
        if (Scripts.IsCjk(script))
            return GetCjk(order);
        return Scripts.IsShared(script) ? [Latin, Emoji, .. GetCjk(order)] : [Latin];
    }

    private static ScriptFont[] GetCjk(CjkOrder order) =>
        order switch
        {
            CjkOrder.JapaneseFirst => [Japanese, Chinese, Korean],
            CjkOrder.KoreanFirst => [Korean, Chinese, Japanese],
            _ => [Chinese, Japanese, Korean],
        };

    private static ScriptFont Create(string folder, string name, bool bold = false)
    {
        var regular = FontCollection.LoadLazily($"{folder}/400Regular/{name}_400Regular.ttf");
        return new(regular, bold ? FontCollection.LoadLazily($"{folder}/700Bold/{name}_700Bold.ttf") : regular);
    }

    private sealed record ScriptFont(Lazy<FontFile> Regular, Lazy<FontFile> Bold);
}
