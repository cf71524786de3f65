using System.Text.RegularExpressions;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Infrastructure.Notifications;

internal static partial class Redaction
{
    public const string Mask = "[redacted]";

    public static string Redact(string text, IEnumerable<string> secrets) =>
        secrets
            .Where(secret => secret.Length > 0)
            .OrderByDescending(secret => secret.Length)
            .Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase));

    /// <summary>Masks all tokens in links, known or not.</summary>
    public static string MaskTokens(string text) => Tokens.Replace(text, Mask);

    [GeneratedRegex("(?<=[?&;]token=)[^\\s\"'<>&#]+", RegexOptions.IgnoreCase)]
    private static partial Regex Tokens { get; }

    public static string ToSingleLine(string text, int maxLength) => ColumnText.Truncate(HeaderText.Sanitize(text), maxLength);
}
