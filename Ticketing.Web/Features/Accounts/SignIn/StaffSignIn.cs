using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SignIn;

public enum SignInOutcome
{
    /// <summary>Without a second factor only if none exists yet; that session can only set one up.</summary>
    SignedIn,
    SecondFactorRequired,
    WrongCredentials,
    LockedOut,

    /// <summary>Waiting for approval, or disabled.</summary>
    NotActive,

    /// <summary>The first step expired.</summary>
    FirstStepExpired,
}

public sealed record AvailableSecondFactors(bool Code, bool Passkey);

/// <summary>By password plus second factor, or by a passkey, which counts as both.</summary>
public sealed class StaffSignIn(
    SignInManager<AppUser> signIn,
    UserManager<AppUser> users,
    IPasswordHasher<AppUser> hasher,
    SignInAttempts attempts,
    PendingSignIn pending,
    SignInRecorder record
)
{
    // Verified for unknown users, so that timing does not reveal which accounts exist.
    private static readonly AppUser UnknownUser = new();
    private static string? unknownUserHash;

    public async Task<SignInOutcome> SignInWithPasswordAsync(string email, string password, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(email) is not { PasswordHash: not null } user)
        {
            unknownUserHash ??= hasher.HashPassword(UnknownUser, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(UnknownUser, unknownUserHash, password);
            return SignInOutcome.WrongCredentials;
        }

        var allowed = await attempts.TryCountAsync(user.Id, ct);
        if (!await users.CheckPasswordAsync(user, password))
        {
            return await RecordFailureAsync(user, "password", ct) ? SignInOutcome.LockedOut : SignInOutcome.WrongCredentials;
        }

        return allowed ? await ContinueAfterPasswordAsync(user, ct) : SignInOutcome.LockedOut;
    }

    // Only a caller who knows the password learns that the account is not active.
    private async Task<SignInOutcome> ContinueAfterPasswordAsync(AppUser user, CancellationToken ct)
    {
        await attempts.UncountAsync(user.Id, ct);
        if (user.Status != StaffStatus.Active)
        {
            return SignInOutcome.NotActive;
        }

        if (user.TwoFactorEnabled)
        {
            await pending.RememberAsync(user);
            return SignInOutcome.SecondFactorRequired;
        }

        await CompleteAsync(user, Policies.PasswordOnly, "password, second factor to be set up", ct);
        return SignInOutcome.SignedIn;
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

        if (!await attempts.TryCountAsync(user.Id, ct))
        {
            return SignInOutcome.LockedOut;
        }

        var typed = SubmittedCode.Parse(code);
        var isValid = typed.IsRecoveryCode
            ? (await users.RedeemTwoFactorRecoveryCodeAsync(user, typed.Text)).Succeeded
            : await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, typed.Text);
        if (!isValid)
        {
            return await RecordFailureAsync(user, "code", ct) ? SignInOutcome.LockedOut : SignInOutcome.WrongCredentials;
        }

        await CompleteAsync(user, Policies.SecondFactor, typed.IsRecoveryCode ? "password and recovery code" : "password and code", ct);
        return SignInOutcome.SignedIn;
    }

    public Task<string> CreatePasskeyOptionsAsync() => signIn.MakePasskeyRequestOptionsAsync(user: null);

    /// <summary>A passkey with user verification counts as two factors.</summary>
    /// <param name="credential">The browser's response, as JSON.</param>
    public async Task<SignInOutcome> SignInWithPasskeyAsync(string credential, CancellationToken ct)
    {
        if (
            await PasskeyVerification.VerifyAssertionAsync(signIn, credential)
            is not { Succeeded: true, Passkey.IsUserVerified: true } assertion
        )
        {
            return SignInOutcome.WrongCredentials;
        }

        if (assertion.User.Status != StaffStatus.Active)
        {
            return SignInOutcome.NotActive;
        }

        (await users.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey)).ThrowIfFailed();
        await CompleteAsync(assertion.User, Policies.SecondFactor, "passkey", ct);
        return SignInOutcome.SignedIn;
    }

    /// <summary>Renews the session after its security stamp changed.</summary>
    internal Task RenewSessionAsync(AppUser user, string method) =>
        signIn.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(Policies.MethodClaim, method)]);

    /// <returns>False if the account is not active.</returns>
    public async Task<bool> SignInAfterJoiningAsync(Guid userId, CancellationToken ct)
    {
        if (await users.FindByIdAsync(userId.ToString()) is not { Status: StaffStatus.Active, TwoFactorEnabled: false } user)
        {
            return false;
        }

        await CompleteAsync(user, Policies.PasswordOnly, "the link that opened the account", ct);
        return true;
    }

    public async Task SignOutAsync()
    {
        await signIn.SignOutAsync();
        await pending.ForgetAsync();
    }

    private async Task CompleteAsync(AppUser user, string method, string description, CancellationToken ct)
    {
        await attempts.ResetAsync(user.Id, ct);
        await pending.ForgetAsync();
        await RenewSessionAsync(user, method);
        await record.RecordSuccessAsync(user, description, ct);
    }

    /// <returns>True if the account is now locked.</returns>
    private async Task<bool> RecordFailureAsync(AppUser user, string factor, CancellationToken ct)
    {
        var isLockedOut = await attempts.IsLockedOutAsync(user.Id, ct);
        await record.RecordFailureAsync(user, factor, isLockedOut, ct);
        return isLockedOut;
    }
}
