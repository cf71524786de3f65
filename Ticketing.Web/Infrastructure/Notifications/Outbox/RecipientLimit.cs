using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Keys;

namespace Ticketing.Infrastructure.Notifications.Outbox;

/// <summary>Limits the mails that anybody can have sent to a mailbox, over all kinds.</summary>
public sealed class RecipientLimit(TicketingDbContext db, KeyedHash keyed, TimeProvider clock)
{
    public const int MaxPerHour = 3;
    public const int MaxPerDay = 8;

    internal static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>
    /// Must run inside a write. Of two that claim at the same time, one violates the primary key, and its write runs again.
    /// </summary>
    /// <returns>When the mail may be sent; null if that is later than <paramref name="maxDelay"/> from now.</returns>
    internal async Task<DateTimeOffset?> ClaimAsync(string recipient, Guid notificationId, TimeSpan maxDelay, CancellationToken ct)
    {
        var hash = await keyed.ComputeAsync($"mail|{EmailAddress.ToMailboxKey(recipient)}", ct);
        var latest = await db.Set<MailLimitEntry>()
            .AsNoTracking()
            .Where(entry => entry.RecipientHash == hash)
            .OrderByDescending(entry => entry.Number)
            .Take(MaxPerDay)
            .ToListAsync(ct);
        var now = clock.GetUtcNow();
        var sendAt = new[] { now, GetEarliest(latest, MaxPerHour, Hour), GetEarliest(latest, MaxPerDay, Day) }.Max();
        if (sendAt - now > maxDelay)
        {
            return null;
        }

        db.Add(
            new MailLimitEntry
            {
                RecipientHash = hash,
                Number = latest.Count == 0 ? 1 : latest[0].Number + 1,
                NotificationId = notificationId,
                SendAt = sendAt,
            }
        );
        await db.SaveChangesAsync(ct);
        return sendAt;
    }

    private static DateTimeOffset GetEarliest(List<MailLimitEntry> latest, int max, TimeSpan window) =>
        latest.Count < max ? DateTimeOffset.MinValue : latest[max - 1].SendAt + window;
}
