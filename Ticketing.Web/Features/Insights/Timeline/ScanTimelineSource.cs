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
            ? new(scan.At, $"Ticket {number} came in", where, "good")
            : new(scan.At, $"Ticket {number} was refused at the door: {GetReason(scan.Result, isVoid)}", where, "warn");
    }

    private static string GetReason(ScanResult result, bool isVoid) =>
        result switch
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
