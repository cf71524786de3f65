using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public enum SmtpSecurity
{
    None,

    /// <summary>Starts unencrypted; the upgrade is required.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,
}

public sealed class SmtpOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public string Username { get; set; } = "";

    public string Password { get; set; } = "";

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Name given to the server in EHLO. Empty: the host of the public address.</summary>
    public string HeloName { get; set; } = "";

    /// <summary>Signs in with an access token instead of the password.</summary>
    public SmtpOAuthOptions OAuth { get; set; } = new();

    internal void Validate(SettingProblems problems)
    {
        problems.RequireBetween("Smtp:Port", Port, 1, 65535);
        problems.Require(
            HeloName.Length == 0 || Uri.CheckHostName(HeloName) != UriHostNameType.Unknown,
            "Smtp:HeloName",
            $"'{HeloName}' is not a host name"
        );
        problems.Require(
            Username.Length == 0 || Password.Length > 0 || OAuth.IsConfigured,
            "Smtp:Password",
            "is required where Mail:Smtp:Username is set, unless Mail:Smtp:OAuth is used"
        );
        problems.Require(Password.Length == 0 || Username.Length > 0, "Smtp:Username", "is required where Mail:Smtp:Password is set");
        problems.Require(
            (Password.Length == 0 && !OAuth.IsConfigured) || Security != SmtpSecurity.None || IsLoopback(Host),
            "Smtp:Security",
            "must be StartTls or Tls where a password or token is sent to another machine"
        );
        OAuth.Validate(problems, this);
    }

    private static bool IsLoopback(string host) => Uri.TryCreate("smtp://" + host, UriKind.Absolute, out var server) && server.IsLoopback;
}
