using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Events.Editing;

/// <summary>Puts drafts away that are not needed now, and brings them back.</summary>
public sealed class ArchiveDraft(TicketingDbContext db, EventLoader loader, AuditTrail audit, TimeProvider clock)
{
    /// <summary>It is no longer scheduled either.</summary>
    /// <returns>Null if it does not exist; false if it is not a draft any more.</returns>
    public Task<bool?> ArchiveAsync(Guid id, CancellationToken ct) => SetAsync(id, clock.GetUtcNow(), "event.archived", ct);

    /// <inheritdoc cref="ArchiveAsync"/>
    public Task<bool?> RestoreAsync(Guid id, CancellationToken ct) => SetAsync(id, null, "event.restored", ct);

    private Task<bool?> SetAsync(Guid id, DateTimeOffset? at, string action, CancellationToken ct) =>
        db.WriteAsync<bool?>(
            async () =>
            {
                if (await loader.LoadLockedAsync(id, ct) is not { } draft)
                {
                    return null;
                }

                var changed = await db.Set<Event>()
                    .Where(e => e.Id == id && e.Status == EventStatus.Inactive && (e.ArchivedAt == null) == (at != null))
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(e => e.ArchivedAt, at)
                                .SetProperty(e => e.PublishAt, (DateTimeOffset?)null)
                                .SetProperty(e => e.Version, e => e.Version + 1),
                        ct
                    );
                if (changed > 0)
                {
                    await audit.RecordAsync(action, id, draft.Title, null, null, ct);
                }

                return draft.Status == EventStatus.Inactive;
            },
            ct: ct
        );
}
