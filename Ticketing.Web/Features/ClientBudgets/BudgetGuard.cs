using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.ClientBudgets;

/// <param name="Browser">Its random key.</param>
/// <param name="Answer">To an earlier challenge; null at the first attempt.</param>
/// <param name="Replaced">Tickets of the client that are given back for these.</param>
public sealed record BudgetRequest(BudgetClient Client, string Browser, int Quantity, ChallengeAnswer? Answer, int Replaced = 0);

public abstract record BudgetOutcome
{
    public sealed record Granted : BudgetOutcome;

    /// <summary>The client must meet the challenge first.</summary>
    public sealed record Challenged(IssuedChallenge Challenge) : BudgetOutcome;
}

/// <summary>Decides if a client may hold more tickets of an event.</summary>
public sealed class BudgetGuard(TicketingDbContext db, BudgetClaims claims, ChallengeTokens tokens, BudgetMetrics metrics)
{
    // Each doubles the work.
    private const int MaxExtraBits = 3;

    /// <summary>Without a transaction: refuses what would certainly be refused, so that a bot does not slow down other buyers.</summary>
    public async Task<BudgetOutcome> CheckAsync(Event @event, BudgetRequest request, CancellationToken ct)
    {
        var largest = await claims.FindLargestAsync(request.Client, ct);
        var limits = BudgetLimits.Create(@event, claims.Options);
        if (BudgetClaims.Fits(largest, request.Quantity, limits.Plain, request.Replaced))
        {
            return new BudgetOutcome.Granted();
        }

        var mayPass = BudgetClaims.Fits(largest, request.Quantity, limits.WithChallenge, request.Replaced);
        var answered = ReadAnswer(@event.Id, request);
        return answered is not null && !tokens.IsMet(answered.Challenge, request.Answer!.Solution) ? new BudgetOutcome.Challenged(answered)
            : answered is not null && mayPass ? new BudgetOutcome.Granted()
            : Challenge(@event.Id, request, largest!, limits, mayPass);
    }

    /// <summary>Claims the tickets in the caller's transaction, after the stock. Uses up the challenge if there is one.</summary>
    /// <returns>If not <see cref="BudgetOutcome.Granted"/>, the caller must roll back.</returns>
    public async Task<BudgetOutcome> ClaimAsync(Event @event, BudgetRequest request, CancellationToken ct)
    {
        var limits = BudgetLimits.Create(@event, claims.Options);
        var limit = await TryUseAnswerAsync(@event.Id, request, ct) ? limits.WithChallenge : limits.Plain;
        if (await claims.TryClaimAsync(@event.Id, request.Client, request.Quantity, limit, ct))
        {
            if (limit == limits.WithChallenge && limit != limits.Plain)
            {
                db.AfterCommit(metrics.CountMet);
            }

            return new BudgetOutcome.Granted();
        }

        // Another hold of this client was faster, or the challenge was used before.
        var largest = await claims.FindLargestAsync(request.Client, ct);
        var mayPass = BudgetClaims.Fits(largest, request.Quantity, limits.WithChallenge);
        return Challenge(@event.Id, request, largest, limits, mayPass);
    }

    private IssuedChallenge? ReadAnswer(Guid eventId, BudgetRequest request) =>
        request.Answer is { } answer ? tokens.Read(answer.Token, eventId, request.Browser) : null;

    private async Task<bool> TryUseAnswerAsync(Guid eventId, BudgetRequest request, CancellationToken ct) =>
        ReadAnswer(eventId, request) is { Challenge: var challenge }
        && tokens.IsMet(challenge, request.Answer!.Solution)
        && await db.InsertIfNewAsync(
            new UsedChallenge { Id = challenge.Id, ExpiresAt = challenge.ExpiresAt },
            nameof(UsedChallenge.Id),
            ct
        );

    private BudgetOutcome.Challenged Challenge(
        Guid eventId,
        BudgetRequest request,
        ClientBudget? largest,
        BudgetLimits limits,
        bool mayPass
    )
    {
        metrics.CountIssued();
        return new(tokens.Issue(eventId, request.Browser, mayPass ? GetBits(largest, limits) : 0));
    }

    // The more the client holds by challenges already, the more work.
    private int GetBits(ClientBudget? largest, BudgetLimits limits)
    {
        var above = Math.Max(0, (largest?.Used ?? 0) - (largest?.Paid ?? 0) - limits.Plain);
        var room = Math.Max(1, limits.WithChallenge - limits.Plain);
        return claims.Options.ChallengeBits + Math.Min(MaxExtraBits, (int)((long)above * (MaxExtraBits + 1) / room));
    }
}
