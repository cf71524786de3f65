using Microsoft.EntityFrameworkCore;
using Ticketing.CheckIn;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Tickets;

namespace Ticketing.Insights.Timeline;

/// <summary>Manual admissions come from the audit trail.</summary>
internal sealed class DoorSource(TicketingDbContext db) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(Order order, CancellationToken ct)
    {
        var scans = await (
            from scan in db.Set<Scan>()
            join ticket in db.Set<Ticket>() on scan.TicketId equals ticket.Id
            where ticket.OrderId == order.Id && (!scan.IsByHand || (scan.Result != ScanResult.Admitted && scan.Result != ScanResult.Undone))
            orderby scan.At
            select new { Scan = scan, ticket.Number, IsVoid = ticket.Status == TicketStatus.Void }).AsNoTracking().ToListAsync(ct);
        return [.. scans.Select(row => Of(row.Scan, row.Number, row.IsVoid))];
    }

    private static TimelineEntry Of(Scan scan, int number, bool isVoid)
    {
        var where = string.Join(" · ", new[] { scan.Gate, scan.ByName }.Where(part => part.Length > 0));
        return scan.Result == ScanResult.Admitted
            ? new(scan.At, $"Ticket {number} came in", where, "good")
            : new(scan.At, $"Ticket {number} was refused at the door: {Why(scan.Result, isVoid)}", where, "warn");
    }

    private static string Why(ScanResult result, bool isVoid) => result switch
    {
        ScanResult.AlreadyIn => "used before",
        ScanResult.WrongEvent => "another event’s door",
        ScanResult.Void => isVoid ? "no longer valid" : "suspended",
        ScanResult.Replaced => "an old code",
        ScanResult.Cancelled => "the event is cancelled",
        ScanResult.Expired => "days after the event",
        _ => $"{result}",
    };
}
