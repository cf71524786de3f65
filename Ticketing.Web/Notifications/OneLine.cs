namespace Ticketing.Notifications;

internal static class OneLine
{
    /// <summary>Line breaks become commas; other control characters are dropped.</summary>
    public static string Of(string text) => string.Concat(
        string.Join(", ", text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(c => !char.IsControl(c)));
}
