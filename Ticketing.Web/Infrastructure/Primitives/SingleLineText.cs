namespace Ticketing.Infrastructure.Primitives;

internal static class SingleLineText
{
    /// <summary>Line breaks become commas; other control characters are dropped.</summary>
    public static string From(string text) =>
        string.Concat(
            string.Join(
                    ", ",
                    text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                )
                .Where(c => !char.IsControl(c))
        );
}
