using System.Text.RegularExpressions;
using Ticketing.Data;

namespace Ticketing.Notifications;

internal static partial class Redaction
{
    public const string Mask = "[redacted]";

    public static string Redact(string text, IEnumerable<string> secrets) => secrets
        .Where(secret => secret.Length > 0)
        .OrderByDescending(secret => secret.Length)
        .Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase));

    /// <summary>Masks all tokens in links, known or not.</summary>
    public static string WithoutTokens(string text) => Tokens.Replace(text, Mask);

    [GeneratedRegex("(?<=[?&;]token=)[^\\s\"'<>&#]+", RegexOptions.IgnoreCase)]
    private static partial Regex Tokens { get; }

    public static string OneLine(string text, int longest) => ColumnText.Cut(HeaderText.Clean(text), longest);
}
