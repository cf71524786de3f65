using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Holds;

/// <summary>Expires due holds, except those in payment.</summary>
public sealed partial class HoldExpiryJob(TicketingDbContext db, TicketHolds holds, TimeProvider clock, ILogger<HoldExpiryJob> log)
    : IBackgroundJob
{
    private const int BatchSize = 500;

    public static TimeSpan Interval => TimeSpan.FromSeconds(5);

    public async Task RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Hold>()
            .Where(h => h.Status == HoldStatus.Live && h.ExpiresAt <= now)
            .OrderBy(h => h.ExpiresAt)
            .Select(h => h.Id)
            .Take(BatchSize)
            .ToListAsync(ct);
        foreach (var id in due)
        {
            await TryExpireAsync(id, ct);
        }
    }

    // A hold that fails to expire must not block the others.
    private async Task TryExpireAsync(Guid id, CancellationToken ct)
    {
        try
        {
            await holds.ExpireAsync(id, ct);
        }
        catch (Exception error) when (error is DatabaseBusyException || (error is DbException && !DatabaseErrors.IsUnavailable(error)))
        {
            LogExpiryFailed(log, id, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Hold {HoldId} has run out but could not be ended")]
    private static partial void LogExpiryFailed(ILogger logger, Guid holdId, Exception error);
}
