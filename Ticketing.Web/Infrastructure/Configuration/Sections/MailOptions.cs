using System.Net.Mail;
using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public enum MailTransport
{
    /// <summary>Writes <c>.eml</c> files to the storage folder.</summary>
    Pickup,

    Smtp,
}

public enum SmtpSecurity
{
    None,

    /// <summary>Starts unencrypted; the upgrade is required.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,
}

public sealed class MailOptions : IValidatedOptions
{
    public static string Section => "Mail";

    public MailTransport Transport { get; set; }

    /// <summary>An address or <c>Name &lt;address&gt;</c>. Required for SMTP.</summary>
    public string From { get; set; } = "";

    public SmtpOptions Smtp { get; set; } = new();

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.Require(From.Length == 0 || MailAddress.TryCreate(From, out _), nameof(From), $"'{From}' is not an e-mail address");
        problems.RequireBetween("Smtp:Port", Smtp.Port, 1, 65535);
        if (Transport == MailTransport.Smtp)
        {
            problems.Require(From.Length > 0, nameof(From), "is required where Mail:Transport is Smtp");
            problems.Require(!string.IsNullOrWhiteSpace(Smtp.Host), "Smtp:Host", "is required where Mail:Transport is Smtp");
        }
        else
        {
            RequireNoSmtpSettings(problems);
        }

        problems.Require(
            Smtp.Username.Length == 0 || Smtp.Password.Length > 0,
            "Smtp:Password",
            "is required where Mail:Smtp:Username is set"
        );
        problems.Require(
            Smtp.Password.Length == 0 || Smtp.Username.Length > 0,
            "Smtp:Username",
            "is required where Mail:Smtp:Password is set"
        );
        problems.Require(
            Smtp.Password.Length == 0 || Smtp.Security != SmtpSecurity.None || IsLoopback(Smtp.Host),
            "Smtp:Security",
            "must be StartTls or Tls where a password is sent to another machine"
        );
    }

    /// <summary>A server without the SMTP transport is a mistake: mail would silently stay here.</summary>
    private void RequireNoSmtpSettings(SettingProblems problems)
    {
        foreach (var (name, value) in new[] { ("Host", Smtp.Host), ("Username", Smtp.Username), ("Password", Smtp.Password) })
        {
            problems.Require(value.Length == 0, nameof(Transport), $"must be Smtp where Mail:Smtp:{name} is set");
        }
    }

    private static bool IsLoopback(string host) => Uri.TryCreate("smtp://" + host, UriKind.Absolute, out var server) && server.IsLoopback;
}

public sealed class SmtpOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public string Username { get; set; } = "";

    public string Password { get; set; } = "";

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;
}
