using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Orders;
using Ticketing.Tickets;

namespace Ticketing.CheckIn;

public sealed class DoorBook(TicketingDbContext db)
{
    public async Task<DoorAnswer?> FindAsync(Guid eventId, Guid scanId, CancellationToken ct) =>
        await db.Set<Scan>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == scanId && s.EventId == eventId, ct) is { } scan
            ? (await AnswersAsync([scan], ct))[0]
            : null;

    /// <summary>Latest first.</summary>
    public async Task<IReadOnlyList<DoorAnswer>> LatestAsync(Guid eventId, Guid? staffId, int most, CancellationToken ct) => await AnswersAsync(
        await db.Set<Scan>().AsNoTracking().Where(s => s.EventId == eventId && s.ById == staffId)
            .OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(most).ToListAsync(ct),
        ct);

    internal async Task<Dictionary<Guid, (DoorTicket Ticket, Guid EventId)>> TicketsAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var rows = await (
            from ticket in db.Set<Ticket>()
            join order in db.Set<Order>() on ticket.OrderId equals order.Id
            where ids.Contains(ticket.Id)
            select new
            {
                Ticket = ticket, order.Reference, order.BuyerName, Of = order.Lines.Sum(l => l.Quantity),
                Admission = db.Set<Scan>().Where(s => s.Id == ticket.AdmissionId).Select(s => new { s.Gate, s.ByName }).FirstOrDefault(),
            }).AsNoTracking().ToListAsync(ct);
        return rows.ToDictionary(row => row.Ticket.Id, row => (
            new DoorTicket(
                row.Ticket.Id, row.Ticket.Attendee, row.Ticket.Category, row.Ticket.Number, row.Of, row.Reference, row.BuyerName,
                row.Ticket.Status, row.Ticket is { Status: TicketStatus.Valid, SuspendedAt: not null },
                row.Ticket.CheckedInAt is { } at ? new Admission(row.Ticket.AdmissionId, at, row.Admission?.Gate ?? "", row.Admission?.ByName ?? "") : null),
            row.Ticket.EventId));
    }

    private async Task<IReadOnlyList<DoorAnswer>> AnswersAsync(IReadOnlyList<Scan> scans, CancellationToken ct)
    {
        var tickets = await TicketsAsync([.. scans.Select(s => s.TicketId).OfType<Guid>().Distinct()], ct);
        var eventIds = tickets.Values.Select(t => t.EventId).Distinct().ToList();
        var events = await db.Set<Event>().AsNoTracking().Where(e => eventIds.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        return
        [
            .. scans.Select(scan => scan.TicketId is { } id && tickets.TryGetValue(id, out var known)
                ? new DoorAnswer(scan, known.Ticket, events[known.EventId])
                : new DoorAnswer(scan, null, null)),
        ];
    }
}
