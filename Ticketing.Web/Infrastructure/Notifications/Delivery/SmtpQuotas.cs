using System.Text.RegularExpressions;

namespace Ticketing.Infrastructure.Notifications.Delivery;

/// <summary>Providers report used-up quotas with permanent codes, although the same mail is accepted later.</summary>
internal static partial class SmtpQuotas
{
    /// <summary>
    /// The account may not send more for now. Google: 5.4.5, 5.7.28; Zoho: 5.4.6; Microsoft: 5.1.90, 5.7.232, 5.7.233, 5.7.236, 5.7.508.
    /// </summary>
    public static bool IsAccountOverQuota(string reply) => AccountCodes.IsMatch(reply);

    /// <summary>A full mailbox, or a limit that only the text tells. A message that is too large is refused for good.</summary>
    public static bool IsTemporary(string reply) => QuotaTexts.IsMatch(reply) && !SizeTexts.IsMatch(reply);

    [GeneratedRegex(@"^\d{3} 5\.(4\.[56]|7\.28|1\.90|7\.23[236]|7\.508)\b")]
    private static partial Regex AccountCodes { get; }

    [GeneratedRegex(
        @"^\d{3} 5\.2\.(2|121|122)\b|\bquota\b|\bmailbox (is )?full\b|\bthrottl|\brate[ -]limit"
            + @"|\btoo many (messages|e?mails)\b|\b(sending|daily|hourly|rate|relay|outgoing|outbound|messages?) limits?\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex QuotaTexts { get; }

    [GeneratedRegex(@"^\d{3} 5\.(3\.4|2\.3)\b|\b(size|too (large|big|long))\b", RegexOptions.IgnoreCase)]
    private static partial Regex SizeTexts { get; }
}
