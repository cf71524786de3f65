using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Tokens;

namespace Ticketing.Api.Access;

internal sealed class BearerOptions : AuthenticationSchemeOptions;

/// <summary>Authenticates callers of the API by the Authorization header alone.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<BearerOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    BearerAuthentication bearers
) : AuthenticationHandler<BearerOptions>(options, logger, encoder)
{
    public const string SchemeName = "api";

    private const string Start = "Bearer ";
    private BearerOutcome? outcome;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Start, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        outcome = await bearers.AuthenticateAsync(header[Start.Length..].Trim(), Context.RequestAborted);
        return outcome is BearerOutcome.Valid valid
            ? AuthenticateResult.Success(new AuthenticationTicket(valid.Caller, SchemeName))
            : AuthenticateResult.Fail("The token is not valid.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (outcome is BearerOutcome.TooManyAttempts)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = SignInLimits.Period.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = outcome is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Task.CompletedTask;
    }
}
