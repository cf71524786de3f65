using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.Views;

public enum SaveViewOutcome
{
    Saved,
    NameMissing,
    NameTooLong,

    /// <summary>The filters are too long to keep.</summary>
    QueryTooLong,
    TooMany,
}

/// <summary>Each staff member has views of their own.</summary>
public sealed class SavedOrderViews(TicketingDbContext db, AuditTrail audit)
{
    public const int MaxViews = 20;

    /// <summary>In the order in which they were first saved.</summary>
    public async Task<IReadOnlyList<SavedOrderView>> GetAsync(CancellationToken ct) =>
        await Own.AsNoTracking().OrderBy(v => v.Id).ToListAsync(ct);

    /// <param name="query">Replaces that of a view with this name.</param>
    public async Task<SaveViewOutcome> SaveAsync(string? typedName, string query, CancellationToken ct)
    {
        var name = InputText.SingleLine(typedName);
        return name.Length == 0 ? SaveViewOutcome.NameMissing
            : name.Length > SavedOrderView.MaxNameLength ? SaveViewOutcome.NameTooLong
            : query.Length > SavedOrderView.MaxQueryLength ? SaveViewOutcome.QueryTooLong
            : await db.WriteAsync(() => TrySaveAsync(name, query, ct), ct: ct);
    }

    private async Task<SaveViewOutcome> TrySaveAsync(string name, string query, CancellationToken ct)
    {
        // Makes the limit exact if two tabs save at once.
        await db.Set<AppUser>().Where(u => u.Id == UserId).Select(u => u.Id).ForUpdate().SingleAsync(ct);
        if (await Own.Where(v => v.Name == name).ExecuteUpdateAsync(set => set.SetProperty(v => v.Query, query), ct) == 0)
        {
            if (await Own.CountAsync(ct) >= MaxViews)
            {
                return SaveViewOutcome.TooMany;
            }

            db.Add(
                new SavedOrderView
                {
                    UserId = UserId,
                    Name = name,
                    Query = query,
                }
            );
            await db.SaveChangesAsync(ct);
        }

        await audit.RecordAsync("order-view.saved", UserId, name, before: null, after: null, ct);
        return SaveViewOutcome.Saved;
    }

    /// <returns>Null if the person has no such view.</returns>
    public Task<string?> DeleteAsync(Guid id, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var name = await Own.Where(v => v.Id == id).Select(v => v.Name).FirstOrDefaultAsync(ct);
                if (name is null || await Own.Where(v => v.Id == id).ExecuteDeleteAsync(ct) == 0)
                {
                    return null;
                }

                await audit.RecordAsync("order-view.deleted", UserId, name, before: null, after: null, ct);
                return name;
            },
            ct: ct
        );

    private Guid UserId => audit.Actor.Id ?? Guid.Empty;

    private IQueryable<SavedOrderView> Own
    {
        get
        {
            var userId = UserId;
            return db.Set<SavedOrderView>().Where(v => v.UserId == userId);
        }
    }
}
