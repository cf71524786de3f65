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

/// <summary>Lets staff in: password, then a second factor.</summary>
public sealed class StaffSignIn(SignInManager<AppUser> signIn, UserManager<AppUser> users, IPasswordHasher<AppUser> hasher)
{
    // Hashed once for all whom nobody knows: they must not be told apart by how long the answer takes.
    private static readonly AppUser Nobody = new();
    private static string? nobodysHash;

    public async Task<SignInOutcome> WithPasswordAsync(string email, string password)
    {
        if (await users.FindByEmailAsync(email) is not { } user)
        {
            nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(Nobody, nobodysHash, password);
            return SignInOutcome.Wrong;
        }

        // "Not let in" is told only to who knows the password.
        var result = await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        if (result is { Succeeded: false, IsLockedOut: false, IsNotAllowed: true })
        {
            return await users.CheckPasswordAsync(user, password) ? SignInOutcome.NotLetIn : SignInOutcome.Wrong;
        }

        return result.Succeeded ? Told(await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true)) : Told(result);
    }

    public async Task<bool> AwaitsSecondFactorAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is not null;

    /// <param name="code">Of the authenticator app, or a recovery code; spaces and dashes do not matter.</param>
    public async Task<SignInOutcome> WithCodeAsync(string code)
    {
        if (!await AwaitsSecondFactorAsync())
        {
            return SignInOutcome.StartAgain;
        }

        var plain = code.Replace(" ", "", StringComparison.Ordinal);
        var digits = plain.Replace("-", "", StringComparison.Ordinal);
        return Told(digits.Length == 6 && digits.All(char.IsAsciiDigit)
            ? await signIn.TwoFactorAuthenticatorSignInAsync(digits, isPersistent: false, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(plain));
    }

    public Task SignOutAsync() => signIn.SignOutAsync();

    private static SignInOutcome Told(SignInResult result) => result switch
    {
        { Succeeded: true } => SignInOutcome.SignedIn,
        { RequiresTwoFactor: true } => SignInOutcome.SecondFactorNeeded,
        { IsLockedOut: true } => SignInOutcome.LockedOut,
        { IsNotAllowed: true } => SignInOutcome.NotLetIn,
        _ => SignInOutcome.Wrong,
    };
}
