using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.Tokens;

/// <summary>
/// A token only names the account and the session. Whether the session goes on, and what the person may do, is looked up at each call.
/// </summary>
public sealed class AccessTokens(
    SigningKeys keys,
    StaffSessions sessions,
    StaffBrowser browser,
    UserManager<AppUser> users,
    IUserClaimsPrincipalFactory<AppUser> principals,
    IOptionsMonitor<SiteOptions> site,
    TimeProvider clock
)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>The clocks of several machines may differ by this much.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    private const string Type = "at+jwt";
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };

    /// <summary>A cached signer would outlive the algorithm of its key.</summary>
    private static readonly CryptoProviderFactory Uncached = new() { CacheSignatureProviders = false };

    /// <summary>The public address without the slash at its end.</summary>
    private string Issuer => site.CurrentValue.PublicBaseUrl is { Length: > 0 } address ? address.TrimEnd('/') : "urn:box-office";

    private string Audience => $"{Issuer}/api/v1";

    /// <param name="factorAt">When the second factor was checked.</param>
    internal async Task<string> CreateAsync(Guid userId, Guid session, DateTimeOffset factorAt, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = userId.ToString(),
            [JwtRegisteredClaimNames.Sid] = session.ToString(),
            [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString(),
            [JwtRegisteredClaimNames.AuthTime] = factorAt.ToUnixTimeSeconds(),
        };
        var signer = await keys.GetSignerAsync(ct);
        using var algorithm = signer.ECDsa;
        return Handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                TokenType = Type,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = (now + Lifetime).UtcDateTime,
                Claims = claims,
                SigningCredentials = new SigningCredentials(signer, SecurityAlgorithms.EcdsaSha256) { CryptoProviderFactory = Uncached },
            }
        );
    }

    internal async Task<BearerOutcome> AuthenticateAsync(string token, CancellationToken ct)
    {
        var result = await VerifyAsync(token, ct);
        if (!result.IsValid)
        {
            return result.Exception is SecurityTokenInvalidLifetimeException ? new BearerOutcome.NotValid() : new BearerOutcome.Unknown();
        }

        var claims = result.ClaimsIdentity;
        return
            Guid.TryParse(claims.FindFirst(JwtRegisteredClaimNames.Sub)?.Value, out var userId)
            && Guid.TryParse(claims.FindFirst(JwtRegisteredClaimNames.Sid)?.Value, out var session)
            && await sessions.ContinueAsync(session, userId, browser.Address, ct)
            && await users.FindByIdAsync(userId.ToString()) is { } user
            ? new BearerOutcome.Valid(await CreatePrincipalAsync(user, session))
            : new BearerOutcome.NotValid();
    }

    private async Task<TokenValidationResult> VerifyAsync(string token, CancellationToken ct)
    {
        var publicKeys = await keys.GetPublicKeysAsync(ct);
        try
        {
            return await Handler.ValidateTokenAsync(token, CreateParameters(publicKeys));
        }
        finally
        {
            foreach (var key in publicKeys)
            {
                key.ECDsa.Dispose();
            }
        }
    }

    private TokenValidationParameters CreateParameters(IEnumerable<SecurityKey> publicKeys) =>
        new()
        {
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [Type],
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            IssuerSigningKeys = publicKeys,
            TryAllIssuerSigningKeys = false,
            LifetimeValidator = (from, until, _, _) => IsCurrent(from, until),
            CryptoProviderFactory = Uncached,
        };

    private bool IsCurrent(DateTime? from, DateTime? until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return from <= now + Tolerance && until > now - Tolerance;
    }

    private async Task<ClaimsPrincipal> CreatePrincipalAsync(AppUser user, Guid session)
    {
        var principal = await principals.CreateAsync(user);
        var scopes = Roles.All.Any(principal.IsInRole) ? ApiScopes.All : [];
        principal.AddIdentity(
            new ClaimsIdentity([
                new Claim(Policies.MethodClaim, Policies.SecondFactor),
                new Claim(Policies.SessionClaim, session.ToString()),
                new Claim(TokenClaims.Program, "true"),
                .. scopes.Select(scope => new Claim(TokenClaims.Scope, scope)),
            ])
        );
        return principal;
    }
}
