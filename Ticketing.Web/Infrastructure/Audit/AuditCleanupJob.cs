using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Infrastructure.Audit;

/// <summary>Deletes old entries. Those of sign-ins and downloads, which change nothing and which strangers can cause, go earlier.</summary>
[DelayedStart]
public sealed class AuditCleanupJob(TicketingDbContext db, IOptionsMonitor<RetentionOptions> retention, TimeProvider clock) : IBackgroundJob
{
    private static readonly string[] AccessActions =
    [
        "export.orders",
        "export.attendees",
        "export.sales",
        "user.signed-in",
        "user.sign-in-refused",
        "user.locked-out",
        "user.tried-while-locked",
        "user.tried-while-inactive",
        "user.confirmed-factor",
    ];

    public static TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (until, accessUntil) = (now - retention.CurrentValue.AuditEntries, now - retention.CurrentValue.AccessAuditEntries);
        var entries = db.Set<AuditEntry>();
        var accesses = entries.Where(e => AccessActions.Contains(e.Action) && e.At < accessUntil);
        bool[] more =
        [
            await db.DeleteBatchAsync(entries.Where(e => e.At < until).OrderBy(e => e.At), ct),
            await db.DeleteBatchAsync(accesses.OrderBy(e => e.At), ct),
        ];
        return more.Contains(true) ? JobResult.MoreWork : JobResult.Done;
    }
}
