using Microsoft.AspNetCore.Identity;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SignIn;

/// <summary>By password plus second factor, or by a passkey, which counts as both.</summary>
public sealed class StaffSignIn(
    SignInManager<AppUser> signIn,
    UserManager<AppUser> users,
    IPasswordHasher<AppUser> hasher,
    GuessLimiter guesses,
    SecondFactorCodes codes,
    PasskeyVerification passkeys,
    PendingSignIn pending,
    CompleteSignIn complete,
    SignInRecorder record
)
{
    // Verified for unknown users, so that timing does not reveal which accounts exist.
    private static readonly AppUser UnknownUser = new();
    private static string? unknownUserHash;

    public async Task<SignInOutcome> SignInWithPasswordAsync(string email, string password, CancellationToken ct)
    {
        var (outcome, user) = await CheckPasswordAsync(email, password, ct);
        return user is null ? outcome : await ContinueAfterPasswordAsync(user, ct);
    }

    /// <returns>The account if the password is right and the account is active; otherwise why not.</returns>
    internal async Task<(SignInOutcome Outcome, AppUser? User)> CheckPasswordAsync(string email, string password, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(email) is not { PasswordHash: not null } user)
        {
            return (await RefuseUnknownAsync(email, password, ct), null);
        }

        var result = await guesses.CheckPasswordAsync(user, () => users.CheckPasswordAsync(user, password), ct);
        if (result != GuessResult.Right)
        {
            return (ToOutcome(result), null);
        }

        // Only a caller who knows the password learns that the account is not active.
        return user.Status == StaffStatus.Active
            ? (SignInOutcome.SecondFactorRequired, user)
            : (await RefuseInactiveAsync(user, "password", ct), null);
    }

    private async Task<SignInOutcome> RefuseUnknownAsync(string email, string password, CancellationToken ct)
    {
        if (!await guesses.TryCountUnknownAsync(email, ct))
        {
            return SignInOutcome.TooManyAttempts;
        }

        unknownUserHash ??= hasher.HashPassword(UnknownUser, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(UnknownUser, unknownUserHash, password);
        return SignInOutcome.WrongCredentials;
    }

    private async Task<SignInOutcome> ContinueAfterPasswordAsync(AppUser user, CancellationToken ct)
    {
        if (user.TwoFactorEnabled)
        {
            await pending.RememberAsync(user);
            return SignInOutcome.SecondFactorRequired;
        }

        return await complete.WithPasswordAsync(user, ct);
    }

    /// <returns>Null if the first step is missing or expired.</returns>
    public async Task<AvailableSecondFactors?> FindAvailableFactorsAsync() =>
        await pending.FindUserAsync() is { } user
            ? new AvailableSecondFactors(
                await users.GetAuthenticatorKeyAsync(user) is not null,
                (await users.GetPasskeysAsync(user)).Count > 0
            )
            : null;

    /// <param name="code">From the app, or a recovery code; spaces and dashes are ignored.</param>
    public async Task<SignInOutcome> SignInWithCodeAsync(string code, CancellationToken ct)
    {
        if (await pending.FindUserAsync() is not { } user)
        {
            return SignInOutcome.FirstStepExpired;
        }

        var result = await CheckCodeAsync(user, code, ct);
        return result == GuessResult.Right
            ? await complete.WithSecondFactorAsync(user, $"password and {SecondFactorCodes.Describe(code)}", ct)
            : ToOutcome(result);
    }

    internal Task<GuessResult> CheckCodeAsync(AppUser user, string code, CancellationToken ct) =>
        guesses.CheckCodeAsync(user, () => codes.UseAsync(user, code), ct);

    public Task<string> CreatePasskeyOptionsAsync() => signIn.MakePasskeyRequestOptionsAsync(user: null);

    /// <summary>A passkey with user verification counts as two factors.</summary>
    /// <param name="credential">The browser's response, as JSON.</param>
    public async Task<SignInOutcome> SignInWithPasskeyAsync(string credential, CancellationToken ct)
    {
        switch (await passkeys.VerifyAssertionAsync(credential, ct))
        {
            case null:
                await record.RecordWrongPasskeyAsync(user: null, ct);
                return SignInOutcome.WrongCredentials;
            case { Status: StaffStatus.Active } user:
                return await complete.WithSecondFactorAsync(user, "passkey", ct);
            case var inactive:
                return await RefuseInactiveAsync(inactive, "passkey", ct);
        }
    }

    private async Task<SignInOutcome> RefuseInactiveAsync(AppUser user, string factor, CancellationToken ct)
    {
        await record.RecordWhileInactiveAsync(user, factor, ct);
        return SignInOutcome.NotActive;
    }

    /// <returns>False if the account is not active.</returns>
    public async Task<bool> SignInAfterJoiningAsync(Guid userId, CancellationToken ct)
    {
        if (await users.FindByIdAsync(userId.ToString()) is not { Status: StaffStatus.Active, TwoFactorEnabled: false } user)
        {
            return false;
        }

        await complete.AfterJoiningAsync(user, ct);
        return true;
    }

    public Task SignOutAsync(CancellationToken ct) => complete.UndoAsync(ct);

    internal static SignInOutcome ToOutcome(GuessResult result) =>
        result switch
        {
            GuessResult.LockedOut => SignInOutcome.LockedOut,
            GuessResult.TooManyAttempts => SignInOutcome.TooManyAttempts,
            _ => SignInOutcome.WrongCredentials,
        };
}
