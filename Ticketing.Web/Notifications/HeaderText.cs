namespace Ticketing.Notifications;

/// <summary>Text for a mail's header, where a line break would begin a header of the writer's choice.</summary>
internal static class HeaderText
{
    public static string Clean(string text) =>
        string.Concat(text.Select(c => BreaksLines(c) ? ' ' : c)).Trim();

    private static bool BreaksLines(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
