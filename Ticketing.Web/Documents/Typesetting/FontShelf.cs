namespace Ticketing.Documents.Typesetting;

/// <summary>Loaded on first use.</summary>
internal static class FontShelf
{
    private static readonly Lazy<FontFile>[] Body = [Restored("open-sans/400Regular/OpenSans_400Regular.ttf"), Restored("almarai/400Regular/Almarai_400Regular.ttf")];
    private static readonly Lazy<FontFile>[] Bold = [Restored("open-sans/700Bold/OpenSans_700Bold.ttf"), Restored("almarai/700Bold/Almarai_700Bold.ttf")];
    private static readonly Lazy<FontFile>[] Display =
    [
        Restored("bricolage-grotesque/800ExtraBold/BricolageGrotesque_800ExtraBold.ttf"),
        Restored("open-sans/800ExtraBold/OpenSans_800ExtraBold.ttf"),
        Restored("almarai/800ExtraBold/Almarai_800ExtraBold.ttf"),
    ];

    /// <summary>The first font sets the line height; the others are fallbacks.</summary>
    public static IReadOnlyList<Lazy<FontFile>> For(Face face) => face switch
    {
        Face.Display => Display,
        Face.Bold => Bold,
        _ => Body,
    };

    /// <summary>Draws the replacement sign for characters that no font has.</summary>
    public static FontFile LastResort(Face face) => (face is Face.Body ? Body : Bold)[0].Value;

    private static Lazy<FontFile> Restored(string file) =>
        new(() => FontFile.Load(Path.Combine(AppContext.BaseDirectory, "Documents", "Fonts", file)));
}
