using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>With a refresh token that grant is used, without one client credentials.</summary>
public sealed class SmtpOAuthOptions
{
    public string TokenUrl { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    public string Scope { get; set; } = "";

    public string RefreshToken { get; set; } = "";

    public bool IsConfigured => TokenUrl.Length > 0;

    internal void Validate(SettingProblems problems, SmtpOptions smtp)
    {
        if (!IsConfigured)
        {
            foreach (var (name, value) in Details)
            {
                problems.Require(value.Length == 0, "Smtp:OAuth:TokenUrl", $"is required where Mail:Smtp:OAuth:{name} is set");
            }

            return;
        }

        problems.Require(
            Uri.TryCreate(TokenUrl, UriKind.Absolute, out var url) && SecureAddress.IsSecure(url),
            "Smtp:OAuth:TokenUrl",
            $"'{TokenUrl}' is not an https address"
        );
        problems.Require(ClientId.Length > 0, "Smtp:OAuth:ClientId", "is required where Mail:Smtp:OAuth:TokenUrl is set");
        problems.Require(
            ClientSecret.Length > 0 || RefreshToken.Length > 0,
            "Smtp:OAuth:ClientSecret",
            "is required where Mail:Smtp:OAuth:TokenUrl is set without a RefreshToken"
        );
        problems.Require(smtp.Username.Length > 0, "Smtp:Username", "is required where Mail:Smtp:OAuth is used: the mailbox that sends");
        problems.Require(smtp.Password.Length == 0, "Smtp:Password", "must be empty where Mail:Smtp:OAuth is used");
    }

    private IEnumerable<(string Name, string Value)> Details =>
        [(nameof(ClientId), ClientId), (nameof(ClientSecret), ClientSecret), (nameof(Scope), Scope), (nameof(RefreshToken), RefreshToken)];
}
