using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.CheckIn;

public sealed class ScanQueries(TicketingDbContext db)
{
    public async Task<ScanDetails?> FindAsync(Guid eventId, Guid scanId, CancellationToken ct) =>
        await db.Set<Scan>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == scanId && s.EventId == eventId, ct) is { } scan
            ? (await GetDetailsAsync([scan], ct))[0] with
            {
                Together = await CountTogetherAsync(scan, ct),
            }
            : null;

    // The scans of one attempt have the same key.
    private async Task<int> CountTogetherAsync(Scan scan, CancellationToken ct) =>
        scan is { IsByHand: true, Result: ScanResult.Admitted }
            ? await db.Set<Scan>().CountAsync(s => s.Key == scan.Key && s.EventId == scan.EventId && s.Result == ScanResult.Admitted, ct)
            : 1;

    /// <summary>Latest first.</summary>
    public async Task<IReadOnlyList<ScanDetails>> ListLatestAsync(Guid eventId, Guid? staffId, int limit, CancellationToken ct) =>
        await GetDetailsAsync(
            await db.Set<Scan>()
                .AsNoTracking()
                .Where(s => s.EventId == eventId && s.ById == staffId)
                .OrderByDescending(s => s.At)
                .ThenByDescending(s => s.Id)
                .Take(limit)
                .ToListAsync(ct),
            ct
        );

    internal async Task<Dictionary<Guid, (CheckInTicket Ticket, Guid EventId)>> GetTicketsAsync(
        IReadOnlyCollection<Guid> ids,
        CancellationToken ct
    )
    {
        var rows = await (
            from ticket in db.Set<Ticket>()
            join order in db.Set<Order>() on ticket.OrderId equals order.Id
            where ids.Contains(ticket.Id)
            select new
            {
                Ticket = ticket,
                order.Reference,
                order.BuyerName,
                Of = order.Lines.Sum(l => l.Quantity),
                Waiting = db.Set<Ticket>()
                    .Count(t => t.OrderId == order.Id && t.Status == TicketStatus.Valid && t.SuspendedAt == null && t.CheckedInAt == null),
                Note = db.Set<TicketType>().Where(t => t.Id == ticket.TicketTypeId).Select(t => t.Note).FirstOrDefault(),
                Admission = db.Set<Scan>().Where(s => s.Id == ticket.AdmissionId).Select(s => new { s.Gate, s.ByName }).FirstOrDefault(),
            }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        return rows.ToDictionary(
            row => row.Ticket.Id,
            row =>
                (
                    new CheckInTicket
                    {
                        Id = row.Ticket.Id,
                        Attendee = row.Ticket.Attendee,
                        Category = row.Ticket.Category,
                        Note = row.Note ?? "",
                        Number = row.Ticket.Number,
                        OrderTicketCount = row.Of,
                        OrderWaitingCount = row.Waiting,
                        Reference = row.Reference,
                        BuyerName = row.BuyerName,
                        Status = row.Ticket.Status,
                        IsSuspended = row.Ticket is { Status: TicketStatus.Valid, SuspendedAt: not null },
                        Admission = row.Ticket.CheckedInAt is { } at
                            ? new Admission(row.Ticket.AdmissionId, at, row.Admission?.Gate ?? "", row.Admission?.ByName ?? "")
                            : null,
                    },
                    row.Ticket.EventId
                )
        );
    }

    private async Task<IReadOnlyList<ScanDetails>> GetDetailsAsync(IReadOnlyList<Scan> scans, CancellationToken ct)
    {
        var tickets = await GetTicketsAsync([.. scans.Select(s => s.TicketId).OfType<Guid>().Distinct()], ct);
        var eventIds = tickets.Values.Select(t => t.EventId).Distinct().ToList();
        var events = await db.Set<Event>().AsNoTracking().Where(e => eventIds.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        return
        [
            .. scans.Select(scan =>
                scan.TicketId is { } id && tickets.TryGetValue(id, out var known)
                    ? new ScanDetails(scan, known.Ticket, events[known.EventId])
                    : new ScanDetails(scan, null, null)
            ),
        ];
    }
}
