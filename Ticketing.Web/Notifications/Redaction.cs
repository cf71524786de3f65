using Ticketing.Data;

namespace Ticketing.Notifications;

/// <summary>Keeps what gives access out of what is stored.</summary>
internal static class Redaction
{
    public const string Mask = "[redacted]";

    public static string Redact(string text, IEnumerable<string> secrets) => secrets
        .Where(secret => secret.Length > 0)
        .OrderByDescending(secret => secret.Length)
        .Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase));

    /// <returns>One line of at most <paramref name="longest"/> characters, for a column of that width.</returns>
    public static string OneLine(string text, int longest) => ColumnText.Cut(HeaderText.Clean(text), longest);
}
