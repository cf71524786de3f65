using MailKit.Net.Smtp;
using MailKit.Security;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Notifications.Delivery;

/// <summary>By password, or by an access token if OAuth is configured.</summary>
public sealed class SmtpSignIn(SmtpAccessTokens tokens)
{
    private const string OAuth = "XOAUTH2";
    private static readonly string[] OAuthMechanisms = [OAuth, "OAUTHBEARER"];

    /// <exception cref="MailSignInException">The server does not offer what is configured, or no token can be had.</exception>
    public Task SignInAsync(SmtpClient server, SmtpOptions smtp, CancellationToken ct) =>
        smtp.OAuth.IsConfigured ? WithTokenAsync(server, smtp, ct)
        : smtp.Username.Length > 0 ? WithPasswordAsync(server, smtp, ct)
        : Task.CompletedTask;

    private static Task WithPasswordAsync(SmtpClient server, SmtpOptions smtp, CancellationToken ct) =>
        server.AuthenticationMechanisms is { Count: > 0 } offered && offered.IsSubsetOf(OAuthMechanisms)
            ? throw new MailSignInException(
                $"The server accepts only {string.Join(", ", offered.Order())} (OAuth), not a password. Set Mail:Smtp:OAuth."
            )
            : server.AuthenticateAsync(smtp.Username, smtp.Password, ct);

    private async Task WithTokenAsync(SmtpClient server, SmtpOptions smtp, CancellationToken ct)
    {
        if (!server.AuthenticationMechanisms.Contains(OAuth))
        {
            var offered = string.Join(", ", server.AuthenticationMechanisms.Order());
            throw new MailSignInException(
                $"The server does not offer {OAuth}, which Mail:Smtp:OAuth needs. "
                    + (offered.Length > 0 ? $"It offers: {offered}." : "It offers no way to sign in.")
            );
        }

        var token = await tokens.GetAsync(ct);
        try
        {
            await server.AuthenticateAsync(new SaslMechanismOAuth2(smtp.Username, token), ct);
        }
        catch (AuthenticationException)
        {
            // It may have been revoked before it expired.
            tokens.Forget(token);
            throw;
        }
    }
}
