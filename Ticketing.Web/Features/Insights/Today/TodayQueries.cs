using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Today;

/// <param name="Capacity">Sellable capacity.</param>
public sealed record UpcomingEvent(Event Event, int Capacity, int Admitted)
{
    public int Left => Capacity - Event.Sold - Event.Held;
}

/// <param name="Revenue">One amount per currency.</param>
public sealed record DayFigures(int Orders, int Tickets, IReadOnlyList<Money> Revenue);

public sealed class TodayQueries(TicketingDbContext db, TimeProvider clock)
{
    public const int MaxEvents = 6;

    /// <summary>Current and next events, soonest first.</summary>
    public async Task<IReadOnlyList<UpcomingEvent>> GetUpcomingAsync(CancellationToken ct)
    {
        var rows = await db.GetUpcomingEventsAsync(clock.GetUtcNow(), until: null, MaxEvents, ct);
        var ids = rows.Select(row => row.Event.Id).ToList();
        var admitted = await db.Set<Ticket>()
            .Where(t => ids.Contains(t.EventId) && t.Status == TicketStatus.Valid && t.CheckedInAt != null)
            .GroupBy(t => t.EventId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        return [.. rows.Select(row => row with { Admitted = admitted.GetValueOrDefault(row.Event.Id) })];
    }

    /// <summary>Before refunds.</summary>
    public async Task<DayFigures> GetSalesAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var paid = db.SoldIn(new InstantRange(from, until));
        var sums = await paid.GroupBy(o => o.Currency)
            .Select(group => new
            {
                Currency = group.Key,
                Orders = group.Count(),
                Total = group.Sum(o => o.Total),
            })
            .ToListAsync(ct);
        var tickets = await paid.SelectMany(o => o.Lines).SumAsync(line => line.Quantity, ct);
        return new DayFigures(
            sums.Sum(sum => sum.Orders),
            tickets,
            [.. sums.OrderByDescending(sum => sum.Total).Select(sum => new Money(sum.Total, sum.Currency))]
        );
    }

    public Task<bool> HasEventsAsync(CancellationToken ct) => db.Set<Event>().AnyAsync(ct);
}
