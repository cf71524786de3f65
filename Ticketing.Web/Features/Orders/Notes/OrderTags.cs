using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.Notes;

public enum TagOutcome
{
    Added,
    Empty,
    TooLong,

    /// <summary>The order has the most that it can have.</summary>
    TooMany,

    /// <summary>The venue's list is full, and this would be a new one.</summary>
    ListFull,

    /// <summary>A cleanup has deleted the order, which was never paid.</summary>
    OrderDeleted,
}

public sealed class OrderTags(TicketingDbContext db, AuditTrail audit)
{
    public const int MaxPerOrder = 10;
    public const int MaxInList = 50;

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<Tag>> GetForOrderAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<Tag>()
            .AsNoTracking()
            .Where(t => db.Set<OrderTag>().Any(o => o.OrderId == orderId && o.TagId == t.Id))
            .OrderBy(t => t.Key)
            .ToListAsync(ct);

    /// <summary>Those in use, by name.</summary>
    public async Task<IReadOnlyList<Tag>> GetListAsync(CancellationToken ct) => await InUse.OrderBy(t => t.Key).ToListAsync(ct);

    public async Task<TagOutcome> AddAsync(Order order, string? typed, CancellationToken ct)
    {
        var name = InputText.SingleLine(typed);
        var key = ToKey(name);
        return key.Length == 0 ? TagOutcome.Empty
            : name.Length > Tag.MaxLength || key.Length > 2 * Tag.MaxLength ? TagOutcome.TooLong
            : await db.WriteAsync(() => TryAddAsync(order, name, key, ct), outcome => outcome == TagOutcome.Added, ct);
    }

    private async Task<TagOutcome> TryAddAsync(Order order, string name, string key, CancellationToken ct)
    {
        if (!await db.TryLockOrderAsync(order.Id, ct))
        {
            return TagOutcome.OrderDeleted;
        }

        await LockListAsync(ct);
        await DeleteUnusedAsync(ct);
        var tag = await db.Set<Tag>().AsNoTracking().FirstOrDefaultAsync(t => t.Key == key, ct);
        if (tag is not null && await db.Set<OrderTag>().AnyAsync(t => t.OrderId == order.Id && t.TagId == tag.Id, ct))
        {
            return TagOutcome.Added;
        }

        if (await db.Set<OrderTag>().CountAsync(t => t.OrderId == order.Id, ct) >= MaxPerOrder)
        {
            return TagOutcome.TooMany;
        }

        if (tag is null && await db.Set<Tag>().CountAsync(ct) >= MaxInList)
        {
            return TagOutcome.ListFull;
        }

        if (tag is null)
        {
            tag = new Tag { Name = name, Key = key };
            db.Add(tag);
        }

        db.Add(new OrderTag { OrderId = order.Id, TagId = tag.Id });
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync("order.tagged", order.Id, order.Reference, before: null, new { Tag = tag.Name }, ct);
        return TagOutcome.Added;
    }

    public Task RemoveAsync(Order order, Guid tagId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                await LockListAsync(ct);
                var name = await db.Set<Tag>().Where(t => t.Id == tagId).Select(t => t.Name).FirstOrDefaultAsync(ct);
                if (await db.Set<OrderTag>().Where(t => t.OrderId == order.Id && t.TagId == tagId).ExecuteDeleteAsync(ct) > 0)
                {
                    await DeleteUnusedAsync(ct);
                    await audit.RecordAsync("order.untagged", order.Id, order.Reference, new { Tag = name }, after: null, ct);
                }
            },
            ct
        );

    internal static string ToKey(string name) => SearchNormalizer.Normalize(InputText.SingleLine(name)).Trim();

    /// <summary>Makes the limit of the list exact, and keeps a tag from being deleted while it is given to an order.</summary>
    private Task<List<Guid>> LockListAsync(CancellationToken ct) =>
        db.Set<Tag>().OrderBy(t => t.Id).Select(t => t.Id).ForUpdate().ToListAsync(ct);

    private Task<int> DeleteUnusedAsync(CancellationToken ct) =>
        db.Set<Tag>().Where(t => !db.Set<OrderTag>().Any(o => o.TagId == t.Id)).ExecuteDeleteAsync(ct);

    private IQueryable<Tag> InUse => db.Set<Tag>().AsNoTracking().Where(t => db.Set<OrderTag>().Any(o => o.TagId == t.Id));
}
