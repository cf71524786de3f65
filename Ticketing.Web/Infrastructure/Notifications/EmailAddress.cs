using System.Buffers;
using System.Globalization;
using System.Text;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Infrastructure.Notifications;

/// <summary>
/// Accepts addresses deliverable over the internet. The standards also allow <c>a@localhost</c>, quoted names and comments.
/// </summary>
public static class EmailAddress
{
    public const int MaxLength = 254;
    private const int MaxLocalPartLength = 64;
    private const int MaxLabelLength = 63;
    private const string MailTo = "mailto:";

    private static readonly SearchValues<char> LocalCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=?^_`{|}~"
    );

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Mail there can never be delivered.</summary>
    private static readonly string[] ReservedDomains = ["localhost", "invalid"];

    private static readonly string[] GmailDomains = ["gmail.com", "googlemail.com"];

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Removes what is copied along with an address: invisible characters, blanks around it, <c>mailto:</c>.</summary>
    /// <param name="normalised">The domain in lower-case ASCII (punycode), the local part as typed.</param>
    public static bool TryParse(string? text, out string normalised)
    {
        normalised = "";
        var typed = Clean(text ?? "");
        var at = typed.IndexOf('@', StringComparison.Ordinal);
        if (
            at < 0
            || typed.Length > MaxLength
            || !IsLocalPart(typed.AsSpan(0, at))
            || !TryGetAsciiDomain(typed[(at + 1)..], out var domain)
        )
        {
            return false;
        }

        var address = $"{typed[..at]}@{domain}";
        normalised = address.Length <= MaxLength ? address : "";
        return normalised.Length > 0;
    }

    private static string Clean(string text)
    {
        var clean = InvisibleText.Strip(text).Trim().Replace('＠', '@');
        return clean.StartsWith(MailTo, StringComparison.OrdinalIgnoreCase) ? clean[MailTo.Length..].TrimStart() : clean;
    }

    /// <summary>
    /// The same for all spellings that reach one mailbox: case, the part after a plus, and dots at Gmail do not count.
    /// </summary>
    /// <param name="address">As returned by <see cref="TryParse"/>.</param>
    public static string ToMailboxKey(string address)
    {
        var at = address.LastIndexOf('@');
        var (local, domain) = (address[..at].ToLowerInvariant(), address[(at + 1)..].ToLowerInvariant());
        var plus = local.IndexOf('+', StringComparison.Ordinal);
        local = plus > 0 ? local[..plus] : local;
        return GmailDomains.Contains(domain)
            ? $"{local.Replace(".", "", StringComparison.Ordinal)}@{GmailDomains[0]}"
            : $"{local}@{domain}";
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local) =>
        local.Length is > 0 and <= MaxLocalPartLength
        && !local.ContainsAnyExcept(LocalCharacters)
        && local[0] != '.'
        && local[^1] != '.'
        && !local.Contains("..", StringComparison.Ordinal);

    private static bool TryGetAsciiDomain(string typed, out string domain)
    {
        domain = "";
        try
        {
            domain = (Ascii.IsValid(typed) ? typed : Idn.GetAscii(typed)).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }

        var labels = domain.Split('.');
        return labels.Length >= 2 && labels.All(IsLabel) && IsTopLevelDomain(labels[^1]);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength
        && !label.AsSpan().ContainsAnyExcept(LabelCharacters)
        && label[0] != '-'
        && label[^1] != '-';

    // Top-level domains are letters only or punycode, so IP addresses are rejected.
    private static bool IsTopLevelDomain(string label) =>
        label.Length >= 2
        && !ReservedDomains.Contains(label)
        && (label.All(char.IsAsciiLetter) || label.StartsWith("xn--", StringComparison.Ordinal));
}
