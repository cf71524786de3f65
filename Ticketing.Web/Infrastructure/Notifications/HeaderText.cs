namespace Ticketing.Infrastructure.Notifications;

/// <summary>Removes line breaks, so that user text cannot inject mail headers.</summary>
internal static class HeaderText
{
    public static string Sanitize(string text) => string.Concat(text.Select(c => BreaksLines(c) ? ' ' : c)).Trim();

    private static bool BreaksLines(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
