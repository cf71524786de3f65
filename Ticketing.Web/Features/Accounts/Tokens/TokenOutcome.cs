namespace Ticketing.Features.Accounts.Tokens;

public abstract record TokenOutcome
{
    public sealed record Issued(string AccessToken, string RefreshToken, string Role) : TokenOutcome;

    public sealed record Refused(TokenRefusal Reason) : TokenOutcome;
}

public enum TokenRefusal
{
    /// <summary>Also while the account is locked, so that accounts cannot be discovered.</summary>
    WrongCredentials,

    /// <summary>The password was right, the code is missing.</summary>
    CodeMissing,

    /// <summary>The code is missing, and there is no app that shows one: recovery codes are the only ones.</summary>
    PasskeyOnly,

    /// <summary>The account has no second factor yet.</summary>
    NoSecondFactor,
    TooManyAttempts,

    /// <summary>Waiting for approval, disabled, or without a role.</summary>
    NotActive,

    /// <summary>Unknown, used, or its session has ended.</summary>
    RefreshTokenNotValid,
}
