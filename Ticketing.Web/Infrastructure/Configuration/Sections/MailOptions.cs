using System.Net.Mail;
using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public enum MailTransport
{
    /// <summary>Writes <c>.eml</c> files to the storage folder.</summary>
    Pickup,

    Smtp,
}

public sealed class MailOptions : IValidatedOptions
{
    public static string Section => "Mail";

    public MailTransport Transport { get; set; }

    /// <summary>An address or <c>Name &lt;address&gt;</c>. Required for SMTP.</summary>
    public string From { get; set; } = "";

    /// <summary>Name under which the mail server's DKIM key is in DNS, for the go-live check: it cannot be looked up.</summary>
    public string DkimSelector { get; set; } = "";

    public SmtpOptions Smtp { get; set; } = new();

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.Require(From.Length == 0 || MailAddress.TryCreate(From, out _), nameof(From), $"'{From}' is not an email address");
        problems.Require(
            DkimSelector.Length == 0 || Uri.CheckHostName($"{DkimSelector}.example") == UriHostNameType.Dns,
            nameof(DkimSelector),
            $"'{DkimSelector}' is not a name in DNS"
        );
        if (Transport == MailTransport.Smtp)
        {
            problems.Require(From.Length > 0, nameof(From), "is required where Mail:Transport is Smtp");
            problems.Require(!string.IsNullOrWhiteSpace(Smtp.Host), "Smtp:Host", "is required where Mail:Transport is Smtp");
        }
        else
        {
            RequireNoSmtpSettings(problems);
        }

        Smtp.Validate(problems);
    }

    /// <summary>A server without the SMTP transport is a mistake: mail would silently stay here.</summary>
    private void RequireNoSmtpSettings(SettingProblems problems)
    {
        foreach (
            var (name, value) in new[]
            {
                ("Host", Smtp.Host),
                ("Username", Smtp.Username),
                ("Password", Smtp.Password),
                ("OAuth:TokenUrl", Smtp.OAuth.TokenUrl),
            }
        )
        {
            problems.Require(value.Length == 0, nameof(Transport), $"must be Smtp where Mail:Smtp:{name} is set");
        }
    }
}
