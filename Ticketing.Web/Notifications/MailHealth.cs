using Microsoft.EntityFrameworkCore;
using Ticketing.Data;

namespace Ticketing.Notifications;

/// <param name="Waiting">Queued or being sent.</param>
/// <param name="OldestWaiting">The age of the oldest of them; null where none waits.</param>
/// <param name="Dead">Given up, until a person looks.</param>
/// <param name="Server">What this process knows of the mail server.</param>
public sealed record MailReport(int Waiting, TimeSpan? OldestWaiting, int Dead, MailCircuitState Server);

/// <summary>How mail is doing. Buyers can be served while it does badly: it says nothing about the process's readiness.</summary>
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
            circuit.State);
    }
}
