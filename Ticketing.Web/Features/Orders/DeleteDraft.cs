using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Orders;

public enum DraftDeletion
{
    Deleted,

    /// <summary>It is public, or something of it was held or sold once.</summary>
    InUse,
    NotFound,
}

/// <summary>Deletes a draft of which nothing was ever held or sold, with its ticket types.</summary>
public sealed class DeleteDraft(TicketingDbContext db, EventLoader events, AuditTrail audit)
{
    public async Task<DraftDeletion> DeleteAsync(Guid id, CancellationToken ct)
    {
        try
        {
            return await db.WriteAsync(() => TryDeleteAsync(id, ct), ct: ct);
        }
        catch (Exception error) when (DatabaseErrors.IsStatementFailure(error) && !DatabaseErrors.IsOutage(error))
        {
            // A foreign key refuses what else must stay readable, such as scans at its door.
            return DraftDeletion.InUse;
        }
    }

    private async Task<DraftDeletion> TryDeleteAsync(Guid id, CancellationToken ct)
    {
        // With the event row locked, no hold can begin unseen.
        if (await events.LoadLockedWithTypesAsync(id, ct) is not { } draft)
        {
            return DraftDeletion.NotFound;
        }

        var deleted = await db.Set<Event>()
            .Where(e => e.Id == id && e.Status == EventStatus.Inactive && e.Sold == 0 && e.Held == 0)
            .Where(e => !db.Set<Hold>().Any(h => h.EventId == id) && !db.Set<Order>().Any(o => o.EventId == id))
            .ExecuteDeleteAsync(ct);
        if (deleted == 0)
        {
            return DraftDeletion.InUse;
        }

        await audit.RecordAsync(
            "event.deleted",
            id,
            draft.Title,
            new
            {
                draft.Title,
                draft.StartsAt,
                TicketTypes = draft.TicketTypes.Select(type => type.Category),
            },
            null,
            ct
        );
        return DraftDeletion.Deleted;
    }
}
