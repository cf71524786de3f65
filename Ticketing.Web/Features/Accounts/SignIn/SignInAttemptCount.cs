namespace Ticketing.Features.Accounts.SignIn;

/// <summary>Failed sign-ins within one period, for one account name or one network address.</summary>
public sealed class SignInAttemptCount
{
    /// <summary>Hash of the period and of the name or address: neither is stored.</summary>
    public required string Key { get; init; }
    public int Failures { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
}
