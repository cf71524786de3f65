using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Recovery;

/// <summary>Goes on with a lookup of payments that takes longer than a request, or that was interrupted.</summary>
[RunsDuringRecovery]
public sealed class RecoverPaymentsJob(TicketingDbContext db, RecoverPayments recover) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromSeconds(10);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        if (await RecoveryState.FindPendingAsync(db, ct) is { LookupDueAt: not null } pending)
        {
            await recover.ContinueAsync(pending, TimeSpan.MaxValue, ct);
        }

        return JobResult.Done;
    }
}
