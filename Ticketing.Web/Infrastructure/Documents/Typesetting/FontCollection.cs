namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>Loaded on first use.</summary>
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

    /// <summary>The first font sets the line height; the others are fallbacks.</summary>
    public static IReadOnlyList<Lazy<FontFile>> GetFonts(FontFace face) =>
        face switch
        {
            FontFace.Display => Display,
            FontFace.Bold => Bold,
            _ => Body,
        };

    /// <summary>Draws the replacement sign for characters that no font has.</summary>
    public static FontFile GetFallback(FontFace face) => (face is FontFace.Body ? Body : Bold)[0].Value;

    private static Lazy<FontFile> LoadLazily(string file) =>
        new(() => FontFile.Load(Path.Combine(AppContext.BaseDirectory, "Infrastructure", "Documents", "Fonts", file)));
}
