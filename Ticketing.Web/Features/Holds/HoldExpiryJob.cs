using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Holds;

/// <summary>Expires due holds, except those in payment.</summary>
public sealed partial class HoldExpiryJob(TicketHolds holds, ILogger<HoldExpiryJob> log) : IBackgroundJob
{
    private const int BatchSize = 500;

    public static TimeSpan Interval => TimeSpan.FromSeconds(5);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        foreach (var due in new[] { holds.Due(), holds.PlacedInFuture() })
        {
            foreach (var id in await due.OrderBy(h => h.ExpiresAt).Select(h => h.Id).Take(BatchSize).ToListAsync(ct))
            {
                await TryExpireAsync(id, ct);
            }
        }

        // Even if the batch was full: holds that failed are still due.
        return JobResult.Done;
    }

    // A hold that fails to expire must not block the others.
    private async Task TryExpireAsync(Guid id, CancellationToken ct)
    {
        try
        {
            await holds.ExpireAsync(id, ct);
        }
        catch (Exception error) when (DatabaseErrors.IsStatementFailure(error))
        {
            LogExpiryFailed(log, id, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Hold {HoldId} has run out but could not be ended")]
    private static partial void LogExpiryFailed(ILogger logger, Guid holdId, Exception error);
}
