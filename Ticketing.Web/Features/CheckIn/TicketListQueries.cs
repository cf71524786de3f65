using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;

namespace Ticketing.Features.CheckIn;

public sealed record ListedTicket
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public required int Number { get; init; }
    public required int Issue { get; init; }
    public required string Category { get; init; }
    public required string Attendee { get; init; }
    public required string BuyerName { get; init; }
    public required string BuyerEmail { get; init; }
    public required TicketStatus Status { get; init; }

    /// <summary>The payment is disputed.</summary>
    public required bool IsSuspended { get; init; }
    public required DateTimeOffset? CheckedInAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}

/// <param name="Next">Null on the last page.</param>
public sealed record TicketListPage(IReadOnlyList<ListedTicket> Tickets, PagePosition? Next);

/// <summary>All tickets of an event, for scanners that work without a connection.</summary>
public sealed class TicketListQueries(TicketingDbContext db, TimeProvider clock)
{
    /// <summary>Longer than a write may take: what is written now may be dated that long ago.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    private static readonly PagePosition BeforeAll = new(DateTimeOffset.MinValue, Guid.Empty, Newer: true);

    /// <summary>From here a list that is read now must be continued later. Some tickets are listed twice then.</summary>
    public DateTimeOffset GetSyncTime() => clock.GetUtcNow() - Overlap;

    /// <summary>In the order of changes.</summary>
    /// <param name="changedSince">Inclusive; null for all.</param>
    /// <param name="position">Null for the first page.</param>
    public async Task<TicketListPage> GetPageAsync(
        Guid eventId,
        DateTimeOffset? changedSince,
        PagePosition? position,
        int size,
        CancellationToken ct
    )
    {
        var start = (position ?? BeforeAll) with { Newer = true };
        var tickets = db.Set<Ticket>().AsNoTracking().Where(t => t.EventId == eventId);
        tickets = changedSince is { } since ? tickets.Where(t => t.ChangedAt >= since) : tickets;
        var found = await ToListed(tickets.StartAt(start, t => t.ChangedAt, t => t.Id).Take(size + 1)).ToListAsync(ct);
        return found.Count > size && found[size - 1] is { ChangedAt: var at, Id: var id }
            ? new TicketListPage(found[..size], new PagePosition(at, id, Newer: true))
            : new TicketListPage(found, null);
    }

    private IQueryable<ListedTicket> ToListed(IQueryable<Ticket> tickets) =>
        tickets.Select(t => new ListedTicket
        {
            Id = t.Id,
            Reference = db.Set<Order>().Where(o => o.Id == t.OrderId).Select(o => o.Reference).First(),
            BuyerName = db.Set<Order>().Where(o => o.Id == t.OrderId).Select(o => o.BuyerName).First(),
            BuyerEmail = db.Set<Order>().Where(o => o.Id == t.OrderId).Select(o => o.BuyerEmail).First(),
            Number = t.Number,
            Issue = t.Issue,
            Category = t.Category,
            Attendee = t.Attendee,
            Status = t.Status,
            IsSuspended = t.SuspendedAt != null && t.Status == TicketStatus.Valid,
            CheckedInAt = t.CheckedInAt,
            ChangedAt = t.ChangedAt,
        });
}
