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
    public static string OneLine(string text, int longest)
    {
        var line = HeaderText.Clean(text);
        if (line.Length <= longest)
        {
            return line;
        }

        // Half an emoji is no text that a database would store.
        var kept = longest - 1;
        return line[..(char.IsHighSurrogate(line[kept - 1]) ? kept - 1 : kept)] + "…";
    }
}
