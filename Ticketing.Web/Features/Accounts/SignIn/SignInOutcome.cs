namespace Ticketing.Features.Accounts.SignIn;

public enum SignInOutcome
{
    /// <summary>Without a second factor only if none exists yet; that session can only set one up.</summary>
    SignedIn,
    SecondFactorRequired,
    WrongCredentials,
    LockedOut,
    TooManyAttempts,

    /// <summary>Waiting for approval, or disabled.</summary>
    NotActive,

    /// <summary>The first step expired.</summary>
    FirstStepExpired,
}

public sealed record AvailableSecondFactors(bool Code, bool Passkey);
