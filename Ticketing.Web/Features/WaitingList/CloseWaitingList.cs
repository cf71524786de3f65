using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.WaitingList;

/// <summary>Ends the entries that still wait when the list is over. Offers keep their time, which ends no later than the list.</summary>
public sealed class CloseWaitingList(
    TicketingDbContext db,
    WaitingListEntries entries,
    LeaveWaitingList leaving,
    NotificationOutbox outbox,
    SiteLanguages languages
)
{
    public const string MailKind = "waiting-list-closed";
    private const int BatchSize = 100;

    /// <returns>False if there may be more.</returns>
    public async Task<bool> CloseAsync(Guid eventId, CancellationToken ct)
    {
        var waiting = await entries
            .Waiting(eventId)
            .AsNoTracking()
            .Include(e => e.Choices)
            .OrderBy(e => e.JoinedAt)
            .Take(BatchSize)
            .ToListAsync(ct);
        await db.WriteAsync(
            async () =>
            {
                foreach (var entry in waiting)
                {
                    if (await leaving.TryEndAsync(entry, EntryStatus.Closed, ct))
                    {
                        using var _ = languages.FindByTag(entry.Language).Use();
                        await outbox.QueueAsync(MailKind, WaitingListMailKeys.Create(MailKind, entry.Id), entry.Email, orderId: null, ct);
                    }
                }
            },
            ct
        );
        return waiting.Count < BatchSize;
    }
}
