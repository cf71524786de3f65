using System.Net.Mail;
using System.Text.RegularExpressions;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed partial class SiteOptions : IValidatedOptions
{
    public const int MaxNameLength = 200;
    public const int MaxAddressLength = 500;
    public const int MaxTaxNumberLength = 64;
    public const int MaxPhoneLength = 40;

    public static string Section => "Site";

    /// <summary>Scheme, host and port for links in mails. Required outside Development.</summary>
    public string PublicBaseUrl { get; set; } = "";

    public string VenueName { get; set; } = "Box office";

    /// <summary>IANA name; the default for new events.</summary>
    public string TimeZone { get; set; } = "Europe/London";

    /// <summary>ISO 4217, upper case.</summary>
    public string Currency { get; set; } = "GBP";

    public string SupportEmail { get; set; } = "";

    public string SupportPhone { get; set; } = "";

    /// <summary><c>#rgb</c> or <c>#rrggbb</c>.</summary>
    public string AccentColor { get; set; } = "#d43d22";

    /// <summary>Defaults to the venue name.</summary>
    public string LegalName { get; set; } = "";

    public string Address { get; set; } = "";

    public string LegalAddress { get; set; } = "";

    public string TaxNumber { get; set; } = "";

    /// <summary>A formatted <see cref="VenueLogo"/>, set by uploading a logo.</summary>
    public string Logo { get; set; } = "";

    public VenueTexts Texts { get; set; } = new();

    public string Seller => string.IsNullOrWhiteSpace(LegalName) ? VenueName : LegalName;

    public string SellerAddress => string.IsNullOrWhiteSpace(LegalAddress) ? Address : LegalAddress;

    /// <summary>Without formatting characters.</summary>
    public string DialledPhone => string.Concat(SupportPhone.Where(c => c == '+' || char.IsAsciiDigit(c)));

    public VenueLogo? UploadedLogo => VenueLogo.Parse(Logo);

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        CheckPublicBaseUrl(problems);
        problems.Require(!string.IsNullOrWhiteSpace(VenueName), nameof(VenueName), T["must not be empty"]);
        CheckLengths(problems);
        // Windows zone names do not resolve on every machine.
        problems.Require(
            TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) && zone.HasIanaId,
            nameof(TimeZone),
            T["'{0}' is not an IANA time zone like Europe/London", TimeZone]
        );
        problems.Require(Currencies.IsKnown(Currency), nameof(Currency), T["'{0}' is not an ISO 4217 currency code like GBP", Currency]);
        problems.Require(Colour.IsMatch(AccentColor), nameof(AccentColor), T["'{0}' is not a colour like #d43d22", AccentColor]);
        problems.Require(
            SupportEmail.Length == 0 || (MailAddress.TryCreate(SupportEmail, out var mail) && mail.Address == SupportEmail),
            nameof(SupportEmail),
            T["'{0}' is not an email address", SupportEmail]
        );
        problems.Require(
            SupportPhone.Length == 0 || Phone.IsMatch(SupportPhone),
            nameof(SupportPhone),
            T["'{0}' is not a phone number", SupportPhone]
        );
        problems.Require(Logo.Length == 0 || UploadedLogo is not null, nameof(Logo), T["is not a logo; upload one in the admin area"]);
        Texts.Validate(problems, nameof(Texts));
    }

    /// <summary>Orders store copies in columns of these lengths.</summary>
    private void CheckLengths(SettingProblems problems)
    {
        problems.RequireAtMost(MaxNameLength, nameof(VenueName), VenueName);
        problems.RequireAtMost(MaxNameLength, nameof(LegalName), LegalName);
        problems.RequireAtMost(MaxAddressLength, nameof(Address), Address);
        problems.RequireAtMost(MaxAddressLength, nameof(LegalAddress), LegalAddress);
        problems.RequireAtMost(MaxTaxNumberLength, nameof(TaxNumber), TaxNumber);
        problems.RequireAtMost(MaxPhoneLength, nameof(SupportPhone), SupportPhone);
    }

    private void CheckPublicBaseUrl(SettingProblems problems)
    {
        if (PublicBaseUrl.Length == 0)
        {
            problems.Require(
                !problems.IsLive,
                nameof(PublicBaseUrl),
                "is required: the address that buyers type, like https://tickets.example.org"
            );
            return;
        }

        var isAddress =
            Uri.TryCreate(PublicBaseUrl, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.PathAndQuery == "/"
            && url.Fragment.Length == 0
            && url.UserInfo.Length == 0;
        if (!isAddress)
        {
            problems.Add(
                nameof(PublicBaseUrl),
                $"'{url?.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped) ?? PublicBaseUrl}' is not an address like "
                    + "https://tickets.example.org, without a path"
            );
        }
        else if (problems.IsLive && url!.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
        {
            problems.Add(nameof(PublicBaseUrl), $"'{PublicBaseUrl}' must be https; http is for this machine only");
        }
    }

    [GeneratedRegex("^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")]
    private static partial Regex Colour { get; }

    [GeneratedRegex("^[+(]?[0-9][0-9 ()/.-]{3,}$")]
    private static partial Regex Phone { get; }
}
