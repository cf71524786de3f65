using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.ClientBudgets;

/// <summary>Forgets clients that hold nothing any more or whose event is over, and used challenges that nobody can use again.</summary>
[DelayedStart]
public sealed class ClientBudgetCleanupJob(TicketingDbContext db, BudgetClaims claims, TimeProvider clock) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromMinutes(15);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var challenges = await db.DeleteBatchAsync(db.Set<UsedChallenge>().Where(c => c.ExpiresAt <= now).OrderBy(c => c.ExpiresAt), ct);
        var budgets = await db.DeleteBatchAsync(Forgotten(now - claims.Options.ClientLifetime).OrderBy(b => b.UsedAt), ct);
        return challenges || budgets ? JobResult.MoreWork : JobResult.Done;
    }

    private IQueryable<ClientBudget> Forgotten(DateTimeOffset until) =>
        db.Set<ClientBudget>()
            .Where(b => b.UsedAt < until && (b.Used == 0 || db.Set<Event>().Any(e => e.Id == b.EventId && e.StartsAt < until)));
}
