using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Ticketing.Data;

namespace Ticketing.Accounts;

public enum SignInOutcome
{
    /// <summary>By password alone only where no second factor is set up yet: that opens nothing but setting it up.</summary>
    SignedIn,
    SecondFactorNeeded,
    Wrong,
    LockedOut,

    /// <summary>Waiting for approval, or disabled.</summary>
    NotLetIn,

    /// <summary>The first step was too long ago.</summary>
    StartAgain,
}

/// <summary>What somebody may use as their second step.</summary>
public sealed record SecondSteps(bool Code, bool Passkey);

/// <summary>Lets staff in: by password and then a second factor, or by a passkey, which is both.</summary>
public sealed class StaffSignIn(
    SignInManager<AppUser> signIn, UserManager<AppUser> users, IPasswordHasher<AppUser> hasher, SignInAttempts attempts, PendingSignIn pending,
    SignInRecord record)
{
    // Hashed once for all whom nobody knows: they must not be told apart by how long the answer takes.
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

        var taken = await attempts.TakeAsync(user.Id, ct);
        if (!await users.CheckPasswordAsync(user, password))
        {
            return await RefuseAsync(user, "password", ct) ? SignInOutcome.LockedOut : SignInOutcome.Wrong;
        }

        return taken ? await AfterPasswordAsync(user, ct) : SignInOutcome.LockedOut;
    }

    // "Not let in" is told only to who knows the password.
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

    /// <returns>Null where the first step was not made, or too long ago.</returns>
    public async Task<SecondSteps?> AwaitedAsync() => await pending.UserAsync() is { } user
        ? new SecondSteps(await users.GetAuthenticatorKeyAsync(user) is not null, (await users.GetPasskeysAsync(user)).Count > 0)
        : null;

    /// <param name="code">Of the authenticator app, or a recovery code; spaces and dashes do not matter.</param>
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
        var right = typed.IsRecoveryCode
            ? (await users.RedeemTwoFactorRecoveryCodeAsync(user, typed.Text)).Succeeded
            : await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, typed.Text);
        if (!right)
        {
            return await RefuseAsync(user, "code", ct) ? SignInOutcome.LockedOut : SignInOutcome.Wrong;
        }

        await EnterAsync(user, Policies.SecondFactor, typed.IsRecoveryCode ? "password and recovery code" : "password and code", ct);
        return SignInOutcome.SignedIn;
    }

    public Task<string> OfferPasskeyAsync() => signIn.MakePasskeyRequestOptionsAsync(user: null);

    /// <summary>A passkey that made sure of its person is two factors: the device, and what unlocks it.</summary>
    /// <param name="credential">What the browser answered, as JSON.</param>
    public async Task<SignInOutcome> WithPasskeyAsync(string credential, CancellationToken ct)
    {
        if (await PasskeyReading.AssertAsync(signIn, credential) is not { Succeeded: true, Passkey.IsUserVerified: true } read)
        {
            return SignInOutcome.Wrong;
        }

        if (read.User.Standing != Standing.Active)
        {
            return SignInOutcome.NotLetIn;
        }

        (await users.AddOrUpdatePasskeyAsync(read.User, read.Passkey)).OrThrow();
        await EnterAsync(read.User, Policies.SecondFactor, "passkey", ct);
        return SignInOutcome.SignedIn;
    }

    /// <summary>The same session goes on, after what it rests on was changed in it.</summary>
    internal Task GoOnAsync(AppUser user, string method) => signIn.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(Policies.MethodClaim, method)]);

    /// <summary>Who has just chosen a password goes straight on to the second factor.</summary>
    /// <returns>False where the account is not open (yet).</returns>
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

    /// <returns>True where this was one too many.</returns>
    private async Task<bool> RefuseAsync(AppUser user, string what, CancellationToken ct)
    {
        var over = await attempts.AreUsedUpAsync(user.Id, ct);
        await record.RefusedAsync(user, what, over, ct);
        return over;
    }
}
