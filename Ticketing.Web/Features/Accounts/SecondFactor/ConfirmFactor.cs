using Microsoft.AspNetCore.Identity;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SecondFactor;

/// <summary>Checks the second factor again, before changes that an open session alone must not allow.</summary>
public sealed class ConfirmFactor(
    SignInManager<AppUser> signIn,
    UserManager<AppUser> users,
    GuessLimiter guesses,
    SecondFactorCodes codes,
    PasskeyVerification passkeys,
    SessionCookie cookie,
    SignInRecorder record,
    AuditTrail audit
)
{
    /// <param name="code">From the app, or a recovery code.</param>
    public async Task<SignInOutcome> WithCodeAsync(Guid userId, string code, CancellationToken ct)
    {
        var user = await GetUserAsync(userId);
        var result = await guesses.CheckCodeAsync(user, () => codes.UseAsync(user, code), ct);
        return result == GuessResult.Right
            ? await CompleteAsync(user, SecondFactorCodes.Describe(code), ct)
            : StaffSignIn.ToOutcome(result);
    }

    public async Task<string> CreatePasskeyOptionsAsync(Guid userId) =>
        await signIn.MakePasskeyRequestOptionsAsync(await GetUserAsync(userId));

    /// <param name="credential">The browser's response, as JSON.</param>
    public async Task<SignInOutcome> WithPasskeyAsync(Guid userId, string credential, CancellationToken ct)
    {
        if (await passkeys.VerifyAssertionAsync(credential, ct) is { } user && user.Id == userId)
        {
            return await CompleteAsync(user, "passkey", ct);
        }

        await record.RecordWrongPasskeyAsync(await GetUserAsync(userId), ct);
        return SignInOutcome.WrongCredentials;
    }

    private async Task<SignInOutcome> CompleteAsync(AppUser user, string method, CancellationToken ct)
    {
        await cookie.ReplaceAsync(user, ct);
        await audit.RecordAsync("user.confirmed-factor", user.Id, user.Name, null, new { By = method }, ct);
        return SignInOutcome.SignedIn;
    }

    private async Task<AppUser> GetUserAsync(Guid id) =>
        await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("The signed-in account no longer exists.");
}
