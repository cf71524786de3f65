using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications.Delivery;

namespace Ticketing.Infrastructure.Notifications.Admin;

/// <param name="WaitingCount">Pending or being sent.</param>
/// <param name="OldestAge">Age of the oldest waiting message; null if none is waiting.</param>
public sealed record MailReport(int WaitingCount, TimeSpan? OldestAge, int DeadCount, MailCircuitState Server);

/// <summary>Not part of readiness: buyers can be served while mail is down.</summary>
public sealed class MailHealth(TicketingDbContext db, MailCircuit circuit, TimeProvider clock)
{
    public async Task<MailReport> ReadAsync(CancellationToken ct)
    {
        var waiting = db.Set<Notification>().Where(n => n.Status == NotificationStatus.Pending || n.Status == NotificationStatus.Sending);
        var oldest = await waiting.MinAsync(n => (DateTimeOffset?)n.CreatedAt, ct);
        return new MailReport(
            await waiting.CountAsync(ct),
            clock.GetUtcNow() - oldest,
            await db.Set<Notification>().CountAsync(n => n.Status == NotificationStatus.Dead, ct),
            circuit.State
        );
    }
}
