using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.SecondFactor;

/// <summary>
/// Browser responses are untrusted: malformed data is refused, not thrown. Each challenge is accepted once, although its cookie and the
/// response could be sent again.
/// </summary>
public sealed class PasskeyVerification(
    SignInManager<AppUser> signIn,
    UserManager<AppUser> users,
    TicketingDbContext db,
    TimeProvider clock
)
{
    /// <returns>Null if there was no challenge, it was used, or the response is malformed or wrong.</returns>
    internal async Task<AppUser?> VerifyAssertionAsync(string credential, CancellationToken ct)
    {
        var challenge = await GetChallengeAsync();
        if (
            await VerifyAsync(signIn.PerformPasskeyAssertionAsync, credential)
                is not { Succeeded: true, Passkey.IsUserVerified: true } assertion
            || !await UseAsync(challenge, ct)
        )
        {
            return null;
        }

        (await users.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey)).ThrowIfFailed();
        return assertion.User;
    }

    /// <inheritdoc cref="VerifyAssertionAsync"/>
    internal async Task<UserPasskeyInfo?> VerifyAttestationAsync(Guid userId, string credential, CancellationToken ct)
    {
        var challenge = await GetChallengeAsync();
        return
            await VerifyAsync(signIn.PerformPasskeyAttestationAsync, credential)
                is { Succeeded: true, Passkey.IsUserVerified: true } attestation
            && attestation.UserEntity.Id == userId.ToString()
            && await UseAsync(challenge, ct)
            ? attestation.Passkey
            : null;
    }

    private static async Task<T?> VerifyAsync<T>(Func<string, Task<T>> verify, string credential)
        where T : class
    {
        try
        {
            return string.IsNullOrWhiteSpace(credential) ? null : await verify(credential);
        }
        catch (Exception error) when (error is InvalidOperationException or JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    // Read before it is verified, which removes the cookie. Our own copy counts: the response could name the challenge twice. The cookie
    // may be renewed with the same challenge, so its times do not count.
    private async Task<string?> GetChallengeAsync()
    {
        var stored = await signIn.Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (stored is not { Principal: { } principal, Properties: { } properties })
        {
            return null;
        }

        var claims = principal.Claims.Select(claim => $"{claim.Type}={claim.Value}");
        var items = properties
            .Items.Where(item => item.Key is not (".issued" or ".expires"))
            .OrderBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => $"{item.Key}={item.Value}");
        return UnguessableCode.Hash(string.Join('\n', claims.Concat(items)));
    }

    private Task<bool> UseAsync(string? challenge, CancellationToken ct) =>
        challenge is null
            ? Task.FromResult(false)
            : db.WriteAsync(
                () =>
                    db.InsertIfNewAsync(
                        new UsedPasskeyChallenge { Hash = challenge, UsedAt = clock.GetUtcNow() },
                        nameof(UsedPasskeyChallenge.Hash),
                        ct
                    ),
                ct: ct
            );
}
