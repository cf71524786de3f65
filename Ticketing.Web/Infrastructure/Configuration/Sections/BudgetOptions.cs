using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>Limits of the tickets that one address, and one browser, may hold of an event without having paid for them.</summary>
public sealed class BudgetOptions : IValidatedOptions
{
    public static string Section => "Budgets";

    /// <summary>Null follows <see cref="RateLimitingOptions.Enabled"/>.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Share of the event's tickets. One full order is always allowed.</summary>
    public int MaxSharePercentPerClient { get; set; } = 5;

    /// <summary>For clients that solve a challenge for every hold above <see cref="MaxSharePercentPerClient"/>.</summary>
    public int MaxSharePercentWithChallenges { get; set; } = 20;

    /// <summary>Leading zero bits of the proof of work. A phone needs about a second for 18, and twice as long for each more.</summary>
    public int ChallengeBits { get; set; } = 18;

    /// <summary>How long browsers without JavaScript wait instead.</summary>
    public TimeSpan ChallengeWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a client that holds nothing any more is remembered.</summary>
    public TimeSpan ClientLifetime { get; set; } = TimeSpan.FromDays(1);

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireBetween(nameof(MaxSharePercentPerClient), MaxSharePercentPerClient, 1, 100);
        problems.RequireBetween(nameof(MaxSharePercentWithChallenges), MaxSharePercentWithChallenges, MaxSharePercentPerClient, 100);
        problems.RequireBetween(nameof(ChallengeBits), ChallengeBits, 8, 24);
        problems.RequireBetween(nameof(ChallengeWait), ChallengeWait, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        problems.RequireBetween(nameof(ClientLifetime), ClientLifetime, TimeSpan.FromHours(1), TimeSpan.FromDays(30));
    }
}
