using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.Notes;

public enum NoteOutcome
{
    Added,
    Empty,
    TooLong,
    TooMany,

    /// <summary>A cleanup has deleted the order, which was never paid.</summary>
    OrderDeleted,
}

/// <summary>The audit trail says who wrote and deleted a note, not what it said, as it cannot be erased there.</summary>
public sealed class OrderNotes(TicketingDbContext db, AuditTrail audit, TimeProvider clock)
{
    public const int MaxNotes = 50;

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<OrderNote>> GetForOrderAsync(Guid orderId, CancellationToken ct) =>
        await db.Set<OrderNote>().AsNoTracking().Where(n => n.OrderId == orderId).OrderBy(n => n.At).ThenBy(n => n.Id).ToListAsync(ct);

    public async Task<NoteOutcome> AddAsync(Order order, string? typed, CancellationToken ct)
    {
        var text = InputText.MultiLine(typed);
        return text.Length switch
        {
            0 => NoteOutcome.Empty,
            > OrderNote.MaxLength => NoteOutcome.TooLong,
            _ => await db.WriteAsync(() => TryAddAsync(order, text, ct), ct: ct),
        };
    }

    private async Task<NoteOutcome> TryAddAsync(Order order, string text, CancellationToken ct)
    {
        if (!await db.TryLockOrderAsync(order.Id, ct))
        {
            return NoteOutcome.OrderDeleted;
        }

        if (await db.Set<OrderNote>().CountAsync(n => n.OrderId == order.Id, ct) >= MaxNotes)
        {
            return NoteOutcome.TooMany;
        }

        var note = new OrderNote
        {
            OrderId = order.Id,
            Text = text,
            Author = audit.Actor.Name,
            At = clock.GetUtcNow(),
        };
        db.Add(note);
        db.AddRange(
            OrderNameWord
                .SplitWords(text, OrderNoteWord.MaxWords)
                .Select(word => new OrderNoteWord
                {
                    NoteId = note.Id,
                    OrderId = order.Id,
                    Word = word,
                })
        );
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync("order.note-added", order.Id, order.Reference, before: null, after: null, ct);
        return NoteOutcome.Added;
    }

    /// <returns>False if the order has no such note.</returns>
    public Task<bool> DeleteAsync(Order order, Guid noteId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (await db.Set<OrderNote>().Where(n => n.Id == noteId && n.OrderId == order.Id).ExecuteDeleteAsync(ct) == 0)
                {
                    return false;
                }

                await audit.RecordAsync("order.note-deleted", order.Id, order.Reference, before: null, after: null, ct);
                return true;
            },
            ct: ct
        );
}

internal static class OrderLocks
{
    /// <summary>Makes limits per order exact.</summary>
    /// <returns>False if the order has been deleted.</returns>
    public static async Task<bool> TryLockOrderAsync(this TicketingDbContext db, Guid orderId, CancellationToken ct) =>
        await db.Set<Order>().Where(o => o.Id == orderId).Select(o => (Guid?)o.Id).ForUpdate().SingleOrDefaultAsync(ct) is not null;
}
