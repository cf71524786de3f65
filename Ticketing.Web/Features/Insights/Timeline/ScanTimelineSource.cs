using Microsoft.EntityFrameworkCore;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Insights.Timeline;

/// <summary>Manual admissions come from the audit trail.</summary>
internal sealed class ScanTimelineSource(TicketingDbContext db) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> GetForOrderAsync(Order order, CancellationToken ct)
    {
        var scans = await (
            from scan in db.Set<Scan>()
            join ticket in db.Set<Ticket>() on scan.TicketId equals ticket.Id
            where ticket.OrderId == order.Id && (!scan.IsByHand || (scan.Result != ScanResult.Admitted && scan.Result != ScanResult.Undone))
            orderby scan.At
            select new
            {
                Scan = scan,
                ticket.Number,
                IsVoid = ticket.Status == TicketStatus.Void,
            }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        return [.. scans.Select(row => ToEntry(row.Scan, row.Number, row.IsVoid))];
    }

    private static TimelineEntry ToEntry(Scan scan, int number, bool isVoid)
    {
        var where = string.Join(" · ", new[] { scan.Gate, scan.ByName }.Where(part => part.Length > 0));
        return scan.Result == ScanResult.Admitted
            ? new(scan.At, T["Ticket {0} came in", number], where, "good")
            : new(scan.At, T["Ticket {0} was refused at the door: {1}", number, GetReason(scan.Result, isVoid)], where, "warn");
    }

    private static string GetReason(ScanResult result, bool isVoid) =>
        result switch
        {
            ScanResult.AlreadyIn => T["used before"],
            ScanResult.WrongEvent => T["another event’s door"],
            ScanResult.Void => isVoid ? T["no longer valid"] : T["suspended by staff"],
            ScanResult.Replaced => T["an old code"],
            ScanResult.Cancelled => T["the event is cancelled"],
            ScanResult.Expired => T["days after the event"],
            _ => $"{result}",
        };
}
