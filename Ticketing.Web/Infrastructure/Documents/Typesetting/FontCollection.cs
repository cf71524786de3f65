using System.Text;

namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>Opens a font when a text first needs it.</summary>
internal static class FontCollection
{
    private static readonly Lazy<FontFile>[] Body =
    [
        LoadLazily("open-sans/400Regular/OpenSans_400Regular.ttf"),
        LoadLazily("almarai/400Regular/Almarai_400Regular.ttf"),
    ];
    private static readonly Lazy<FontFile>[] Bold =
    [
        LoadLazily("open-sans/700Bold/OpenSans_700Bold.ttf"),
        LoadLazily("almarai/700Bold/Almarai_700Bold.ttf"),
    ];
    private static readonly Lazy<FontFile>[] Display =
    [
        LoadLazily("bricolage-grotesque/800ExtraBold/BricolageGrotesque_800ExtraBold.ttf"),
        LoadLazily("open-sans/800ExtraBold/OpenSans_800ExtraBold.ttf"),
        LoadLazily("almarai/800ExtraBold/Almarai_800ExtraBold.ttf"),
    ];

    /// <summary>Sets the line height.</summary>
    public static FontFile GetMain(FontFace face) => GetOwn(face)[0].Value;

    /// <summary>Draws the replacement sign for characters that no font has.</summary>
    public static FontFile GetFallback(FontFace face) => (face is FontFace.Body ? Body : Bold)[0].Value;

    /// <returns>Null if no font has all of these characters.</returns>
    public static FontFile? Find(ReadOnlySpan<char> text, FontFace face, CjkOrder order)
    {
        foreach (var font in GetOwn(face))
            if (font.Value.Covers(text))
                return font.Value;
        Rune.DecodeFromUtf16(text, out var first, out _);
        foreach (var font in ScriptFonts.Get(Scripts.GetScript(first), face, order))
            if (font.Value.Covers(text))
                return font.Value;
        return null;
    }

    internal static Lazy<FontFile> LoadLazily(string file) =>
        new(() => FontFile.Load(Path.Combine(AppContext.BaseDirectory, "Infrastructure", "Documents", "Fonts", file)));

    private static Lazy<FontFile>[] GetOwn(FontFace face) =>
        face switch
        {
            FontFace.Display => Display,
            FontFace.Bold => Bold,
            _ => Body,
        };
}
