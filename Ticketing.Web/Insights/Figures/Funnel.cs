using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Insights.Periods;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Settings;

namespace Ticketing.Insights.Figures;

public enum Departure
{
    Paid,

    /// <summary>Still choosing, or on the payment page.</summary>
    Underway,

    /// <summary>Before ordering.</summary>
    GaveBack,

    /// <summary>Before ordering.</summary>
    RanOut,

    NeverTried,

    /// <summary>The last attempt was declined.</summary>
    Declined,

    TurnedBack,

    /// <summary>The payment session expired.</summary>
    LeftOpen,

    /// <summary>The tickets were gone; the money is refunded.</summary>
    TooLate,
}

public sealed record FunnelReport(IReadOnlyDictionary<Departure, int> Ends)
{
    public int Held => Ends.Values.Sum();

    public int Ordered => Held - Count(Departure.GaveBack) - Count(Departure.RanOut) - StillChoosing;

    public int Paid => Count(Departure.Paid);

    /// <summary>In progress and not ordered yet.</summary>
    public required int StillChoosing { get; init; }

    public int Count(Departure end) => Ends.GetValueOrDefault(end);
}

public sealed class Funnel(TicketingDbContext db, VenueClock clock)
{
    private sealed record Visit(HoldStatus Hold, OrderStatus? Order, OrderChannel? Channel, PaymentStatus? LastPayment);

    /// <summary>Online holds placed in the period, all currencies.</summary>
    public async Task<FunnelReport> CountAsync(Period period, Guid? eventId, CancellationToken ct)
    {
        var ends = new Dictionary<Departure, int>();
        var choosing = 0;
        await foreach (var visit in Visits(clock.SpanOf(period), eventId).WithCancellation(ct))
        {
            if (visit.Channel is null or OrderChannel.Online)
            {
                var end = EndOf(visit);
                ends[end] = ends.GetValueOrDefault(end) + 1;
                choosing += end == Departure.Underway && visit.Order is null ? 1 : 0;
            }
        }

        return new FunnelReport(ends) { StillChoosing = choosing };
    }

    private IAsyncEnumerable<Visit> Visits(Span span, Guid? eventId)
    {
        var rows =
            from hold in db.Set<Hold>().AsNoTracking()
            where hold.PlacedAt >= span.From && hold.PlacedAt < span.Until && (eventId == null || hold.EventId == eventId)
            join order in db.Set<Order>() on hold.Id equals order.HoldId into orders
            from order in orders.DefaultIfEmpty()
            select new Visit(
                hold.Status, order == null ? null : order.Status, order == null ? null : order.Channel,
                db.Set<Payment>().Where(p => order != null && p.OrderId == order.Id).OrderByDescending(p => p.Attempt)
                    .Select(p => (PaymentStatus?)p.Status).FirstOrDefault());
        return rows.AsAsyncEnumerable();
    }

    private static Departure EndOf(Visit visit) => (visit.Order, visit.Hold, visit.LastPayment) switch
    {
        (OrderStatus.Paid or OrderStatus.Refunded, _, _) => Departure.Paid,
        (OrderStatus.PaidTooLate, _, _) => Departure.TooLate,
        (_, HoldStatus.Live or HoldStatus.InPayment, _) => Departure.Underway,
        (null, HoldStatus.Released, _) => Departure.GaveBack,
        (null, _, _) => Departure.RanOut,
        (_, _, PaymentStatus.Declined) => Departure.Declined,
        (_, _, PaymentStatus.Cancelled) => Departure.TurnedBack,
        (_, _, null) => Departure.NeverTried,
        _ => Departure.LeftOpen,
    };
}
