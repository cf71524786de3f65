namespace Ticketing.Features.Accounts.SecondFactor;

/// <summary>The challenge is in the browser's cookie, which can be sent again; this row makes it valid once.</summary>
public sealed class UsedPasskeyChallenge
{
    public required string Hash { get; init; }
    public required DateTimeOffset UsedAt { get; init; }
}
