using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.ClientBudgets.Challenges;

/// <summary>Issuing stores nothing, so that asking for challenges costs the database nothing.</summary>
public sealed class ChallengeTokens(IDataProtectionProvider protection, IOptionsMonitor<BudgetOptions> options, TimeProvider clock)
{
    /// <summary>From the moment when waiting alone suffices.</summary>
    private static readonly TimeSpan UsableFor = TimeSpan.FromMinutes(10);

    private readonly IDataProtector protector = protection.CreateProtector("Ticketing.HoldChallenges.v1");

    /// <param name="bits">0 if only waiting helps.</param>
    public IssuedChallenge Issue(Guid eventId, string browser, int bits)
    {
        var ready = clock.GetUtcNow() + options.CurrentValue.ChallengeWait;
        var challenge = new Challenge(Guid.NewGuid(), eventId, browser, bits, ready, ready + UsableFor);
        return new IssuedChallenge(challenge, Base64Url.EncodeToString(protector.Protect(challenge.ToBytes())));
    }

    /// <returns>Null if it is not ours, is over, or belongs to another event or browser.</returns>
    public IssuedChallenge? Read(string token, Guid eventId, string browser) =>
        Decode(token) is { } challenge
        && challenge.EventId == eventId
        && challenge.Browser == browser
        && clock.GetUtcNow() < challenge.ExpiresAt
            ? new IssuedChallenge(challenge, token)
            : null;

    public bool IsMet(Challenge challenge, string solution) =>
        clock.GetUtcNow() >= challenge.ReadyAt || (challenge.Bits > 0 && ProofOfWork.IsSolved(challenge.Seed, solution, challenge.Bits));

    private Challenge? Decode(string token)
    {
        try
        {
            return Challenge.FromBytes(protector.Unprotect(Base64Url.DecodeFromChars(token)));
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
