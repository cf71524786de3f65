using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.Links;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Accounts.Sessions;

/// <summary>Also removes other records that signing in leaves behind.</summary>
[DelayedStart, RunsDuringRecovery]
public sealed class SessionCleanupJob(
    TicketingDbContext db,
    IOptionsMonitor<RetentionOptions> retention,
    IOptionsMonitor<AccountOptions> accounts,
    TimeProvider clock
) : IBackgroundJob
{
    /// <summary>Longer than the browser's cookie with the challenge is accepted.</summary>
    private static readonly TimeSpan ChallengeLifetime = TimeSpan.FromHours(1);

    public static TimeSpan Interval => TimeSpan.FromMinutes(30);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        bool[] more =
        [
            await db.DeleteBatchAsync(OldSessions(now), ct),
            await db.DeleteBatchAsync(OldAttempts(now), ct),
            await db.DeleteBatchAsync(
                db.Set<StaffDevice>().Where(d => d.LastSeenAt <= now - StaffDevices.Lifetime).OrderBy(d => d.LastSeenAt),
                ct
            ),
            await db.DeleteBatchAsync(
                db.Set<UsedPasskeyChallenge>().Where(c => c.UsedAt <= now - ChallengeLifetime).OrderBy(c => c.UsedAt),
                ct
            ),
            await db.DeleteBatchAsync(db.Set<AccountLink>().Where(l => l.ExpiresAt <= now).OrderBy(l => l.ExpiresAt), ct),
        ];
        return more.Contains(true) ? JobResult.MoreWork : JobResult.Done;
    }

    private IQueryable<StaffSession> OldSessions(DateTimeOffset now)
    {
        var ended = now - retention.CurrentValue.Sessions;
        var lastValidSeen = ended - accounts.CurrentValue.SessionIdleTimeout;
        return db.Set<StaffSession>()
            .Where(s => s.LastSeenAt <= lastValidSeen && (s.KeptUntil == null || s.KeptUntil <= ended))
            .OrderBy(s => s.LastSeenAt);
    }

    private IQueryable<SignInAttemptCount> OldAttempts(DateTimeOffset now)
    {
        var oldest = now - retention.CurrentValue.SignInAttempts;
        return db.Set<SignInAttemptCount>().Where(c => c.StartedAt <= oldest).OrderBy(c => c.StartedAt);
    }
}
