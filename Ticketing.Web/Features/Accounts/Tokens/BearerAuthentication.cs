using System.Security.Claims;
using Ticketing.Features.Accounts.SignIn;

namespace Ticketing.Features.Accounts.Tokens;

public abstract record BearerOutcome
{
    public sealed record Valid(ClaimsPrincipal Caller) : BearerOutcome;

    /// <summary>Expired or revoked. Nothing was guessed.</summary>
    public sealed record NotValid : BearerOutcome;

    /// <summary>Never issued, as far as is known.</summary>
    public sealed record Unknown : BearerOutcome;

    /// <summary>This address has sent too many unknown ones.</summary>
    public sealed record TooManyAttempts : BearerOutcome;
}

/// <summary>Recognises what callers of the API send as "Authorization: Bearer".</summary>
public sealed class BearerAuthentication(ApiKeyAuthentication keys, AccessTokens tokens, GuessLimiter guesses)
{
    public async Task<BearerOutcome> AuthenticateAsync(string token, CancellationToken ct)
    {
        var outcome = await RecognizeAsync(token, ct);
        return outcome is BearerOutcome.Unknown && !await guesses.TryCountTokenAsync(ct) ? new BearerOutcome.TooManyAttempts() : outcome;
    }

    private async Task<BearerOutcome> RecognizeAsync(string token, CancellationToken ct) =>
        token.StartsWith(ApiKeyAdministration.Prefix, StringComparison.Ordinal)
            ? await keys.AuthenticateAsync(token, ct)
            : await tokens.AuthenticateAsync(token, ct);
}
