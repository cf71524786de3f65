namespace Ticketing.Features.ClientBudgets.Challenges;

/// <summary>Written in the transaction of the hold that it let pass, so that a challenge counts once.</summary>
public sealed class UsedChallenge
{
    public required Guid Id { get; init; }

    /// <summary>After that the challenge is refused in any case.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
