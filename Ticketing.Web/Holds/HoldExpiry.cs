using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Hosting;

namespace Ticketing.Holds;

/// <summary>Expires due holds, except those in payment.</summary>
public sealed partial class HoldExpiry(TicketingDbContext db, TicketHolds holds, TimeProvider clock, ILogger<HoldExpiry> log) : IRecurringPass
{
    private const int MostAtOnce = 500;

    public static TimeSpan Period => TimeSpan.FromSeconds(5);

    public async Task RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Hold>().Where(h => h.Status == HoldStatus.Live && h.ExpiresAt <= now)
            .OrderBy(h => h.ExpiresAt).Select(h => h.Id).Take(MostAtOnce).ToListAsync(ct);
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
        catch (Exception error) when (error is DatabaseBusyException || (error is DbException && !DatabaseErrors.IsAway(error)))
        {
            NotExpired(log, id, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Hold {HoldId} has run out but could not be ended")]
    private static partial void NotExpired(ILogger logger, Guid holdId, Exception error);
}
