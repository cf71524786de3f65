using System.Net.Mail;
using System.Text.RegularExpressions;

namespace Ticketing.Settings;

/// <summary>Who the venue is, and where buyers find it.</summary>
public sealed partial class SiteOptions : ISettings
{
    public const int LongestName = 200;
    public const int LongestAddress = 500;
    public const int LongestTaxNumber = 64;

    public static string Section => "Site";

    /// <summary>Scheme, host and port that buyers type, without a path; links in mails start with it. Required where real buyers come.</summary>
    public string PublicBaseUrl { get; set; } = "";

    public string VenueName { get; set; } = "Box office";

    /// <summary>IANA name. Times without an event of their own show in this zone; an event starts with it.</summary>
    public string TimeZone { get; set; } = "Europe/London";

    /// <summary>ISO 4217, upper case. All prices are in it.</summary>
    public string Currency { get; set; } = "GBP";

    public string SupportEmail { get; set; } = "";

    /// <summary><c>#rgb</c> or <c>#rrggbb</c>.</summary>
    public string AccentColor { get; set; } = "#d43d22";

    /// <summary>On receipts, as are the two below.</summary>
    public string LegalName { get; set; } = "";

    public string Address { get; set; } = "";

    public string TaxNumber { get; set; } = "";

    public void Check(SettingFindings found)
    {
        ArgumentNullException.ThrowIfNull(found);
        CheckPublicBaseUrl(found);
        found.Require(!string.IsNullOrWhiteSpace(VenueName), nameof(VenueName), "must not be empty");
        CheckLengths(found);
        // Windows names resolve too where ICU knows them, but not on every machine.
        found.Require(TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) && zone.HasIanaId, nameof(TimeZone),
            $"'{TimeZone}' is not an IANA time zone like Europe/London");
        found.Require(Currencies.IsKnown(Currency), nameof(Currency), $"'{Currency}' is not an ISO 4217 currency code like GBP");
        found.Require(Colour.IsMatch(AccentColor), nameof(AccentColor), $"'{AccentColor}' is not a colour like #d43d22");
        found.Require(SupportEmail.Length == 0 || (MailAddress.TryCreate(SupportEmail, out var mail) && mail.Address == SupportEmail),
            nameof(SupportEmail), $"'{SupportEmail}' is not an e-mail address");
    }

    /// <summary>Every order keeps a copy of these.</summary>
    private void CheckLengths(SettingFindings found)
    {
        found.RequireAtMost(LongestName, nameof(VenueName), VenueName);
        found.RequireAtMost(LongestName, nameof(LegalName), LegalName);
        found.RequireAtMost(LongestAddress, nameof(Address), Address);
        found.RequireAtMost(LongestTaxNumber, nameof(TaxNumber), TaxNumber);
    }

    private void CheckPublicBaseUrl(SettingFindings found)
    {
        if (PublicBaseUrl.Length == 0)
        {
            found.Require(!found.IsLive, nameof(PublicBaseUrl), "is required: the address that buyers type, like https://tickets.example.org");
            return;
        }

        var isAddress = Uri.TryCreate(PublicBaseUrl, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.PathAndQuery == "/" && url.Fragment.Length == 0 && url.UserInfo.Length == 0;
        if (!isAddress)
        {
            found.Add(nameof(PublicBaseUrl), $"'{url?.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped) ?? PublicBaseUrl}' is not an address like https://tickets.example.org, without a path");
        }
        else if (found.IsLive && url!.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
        {
            found.Add(nameof(PublicBaseUrl), $"'{PublicBaseUrl}' must be https; http is for this machine only");
        }
    }

    [GeneratedRegex("^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")]
    private static partial Regex Colour { get; }
}
