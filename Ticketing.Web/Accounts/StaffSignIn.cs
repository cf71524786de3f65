using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Ticketing.Data;

namespace Ticketing.Accounts;

public enum SignInOutcome
{
    /// <summary>Without a second factor only if none exists yet; that session can only set one up.</summary>
    SignedIn,
    SecondFactorNeeded,
    Wrong,
    LockedOut,

    /// <summary>Waiting for approval, or disabled.</summary>
    NotLetIn,

    /// <summary>The first step expired.</summary>
    StartAgain,
}

public sealed record SecondSteps(bool Code, bool Passkey);

/// <summary>By password plus second factor, or by a passkey, which counts as both.</summary>
public sealed class StaffSignIn(
    SignInManager<AppUser> signIn, UserManager<AppUser> users, IPasswordHasher<AppUser> hasher, SignInAttempts attempts, PendingSignIn pending,
    SignInRecord record)
{
    // Verified for unknown users, so that timing does not reveal which accounts exist.
    private static readonly AppUser Nobody = new();
    private static string? nobodysHash;

    public async Task<SignInOutcome> WithPasswordAsync(string email, string password, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(email) is not { PasswordHash: not null } user)
        {
            nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(Nobody, nobodysHash, password);
            return SignInOutcome.Wrong;
        }

        var allowed = await attempts.TakeAsync(user.Id, ct);
        if (!await users.CheckPasswordAsync(user, password))
        {
            return await RefuseAsync(user, "password", ct) ? SignInOutcome.LockedOut : SignInOutcome.Wrong;
        }

        return allowed ? await AfterPasswordAsync(user, ct) : SignInOutcome.LockedOut;
    }

    // Only a caller who knows the password learns that the account is not active.
    private async Task<SignInOutcome> AfterPasswordAsync(AppUser user, CancellationToken ct)
    {
        await attempts.GiveBackAsync(user.Id, ct);
        if (user.Standing != Standing.Active)
        {
            return SignInOutcome.NotLetIn;
        }

        if (user.TwoFactorEnabled)
        {
            await pending.RememberAsync(user);
            return SignInOutcome.SecondFactorNeeded;
        }

        await EnterAsync(user, Policies.PasswordOnly, "password, second factor to be set up", ct);
        return SignInOutcome.SignedIn;
    }

    /// <returns>Null if the first step is missing or expired.</returns>
    public async Task<SecondSteps?> AwaitedAsync() => await pending.UserAsync() is { } user
        ? new SecondSteps(await users.GetAuthenticatorKeyAsync(user) is not null, (await users.GetPasskeysAsync(user)).Count > 0)
        : null;

    /// <param name="code">From the app, or a recovery code; spaces and dashes are ignored.</param>
    public async Task<SignInOutcome> WithCodeAsync(string code, CancellationToken ct)
    {
        if (await pending.UserAsync() is not { } user)
        {
            return SignInOutcome.StartAgain;
        }

        if (!await attempts.TakeAsync(user.Id, ct))
        {
            return SignInOutcome.LockedOut;
        }

        var typed = TypedCode.Read(code);
        var isValid = typed.IsRecoveryCode
            ? (await users.RedeemTwoFactorRecoveryCodeAsync(user, typed.Text)).Succeeded
            : await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, typed.Text);
        if (!isValid)
        {
            return await RefuseAsync(user, "code", ct) ? SignInOutcome.LockedOut : SignInOutcome.Wrong;
        }

        await EnterAsync(user, Policies.SecondFactor, typed.IsRecoveryCode ? "password and recovery code" : "password and code", ct);
        return SignInOutcome.SignedIn;
    }

    public Task<string> OfferPasskeyAsync() => signIn.MakePasskeyRequestOptionsAsync(user: null);

    /// <summary>A passkey with user verification counts as two factors.</summary>
    /// <param name="credential">The browser's response, as JSON.</param>
    public async Task<SignInOutcome> WithPasskeyAsync(string credential, CancellationToken ct)
    {
        if (await PasskeyReading.AssertAsync(signIn, credential) is not { Succeeded: true, Passkey.IsUserVerified: true } assertion)
        {
            return SignInOutcome.Wrong;
        }

        if (assertion.User.Standing != Standing.Active)
        {
            return SignInOutcome.NotLetIn;
        }

        (await users.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey)).OrThrow();
        await EnterAsync(assertion.User, Policies.SecondFactor, "passkey", ct);
        return SignInOutcome.SignedIn;
    }

    /// <summary>Renews the session after its security stamp changed.</summary>
    internal Task GoOnAsync(AppUser user, string method) => signIn.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(Policies.MethodClaim, method)]);

    /// <returns>False if the account is not active.</returns>
    public async Task<bool> AfterJoiningAsync(Guid userId, CancellationToken ct)
    {
        if (await users.FindByIdAsync(userId.ToString()) is not { Standing: Standing.Active, TwoFactorEnabled: false } user)
        {
            return false;
        }

        await EnterAsync(user, Policies.PasswordOnly, "the link that opened the account", ct);
        return true;
    }

    public async Task SignOutAsync()
    {
        await signIn.SignOutAsync();
        await pending.ForgetAsync();
    }

    private async Task EnterAsync(AppUser user, string method, string how, CancellationToken ct)
    {
        await attempts.ForgetAsync(user.Id, ct);
        await pending.ForgetAsync();
        await GoOnAsync(user, method);
        await record.EnteredAsync(user, how, ct);
    }

    /// <returns>True if the account is now locked.</returns>
    private async Task<bool> RefuseAsync(AppUser user, string what, CancellationToken ct)
    {
        var isLockedOut = await attempts.AreUsedUpAsync(user.Id, ct);
        await record.RefusedAsync(user, what, isLockedOut, ct);
        return isLockedOut;
    }
}
