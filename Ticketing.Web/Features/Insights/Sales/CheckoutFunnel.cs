using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Sales;

public enum CheckoutExit
{
    Paid,

    /// <summary>Still choosing, or on the payment page.</summary>
    InProgress,

    /// <summary>Before ordering.</summary>
    HoldReleased,

    /// <summary>Before ordering.</summary>
    HoldExpired,

    NoPaymentStarted,

    /// <summary>The last attempt was declined.</summary>
    PaymentDeclined,

    PaymentCancelled,

    /// <summary>The payment session expired.</summary>
    PaymentAbandoned,

    /// <summary>Paid when the tickets were no longer available; the money is refunded.</summary>
    PaidTooLate,
}

public sealed record FunnelReport(IReadOnlyDictionary<CheckoutExit, int> Exits)
{
    public int Held => Exits.Values.Sum();

    public int Ordered => Held - Count(CheckoutExit.HoldReleased) - Count(CheckoutExit.HoldExpired) - StillChoosing;

    public int Paid => Count(CheckoutExit.Paid);

    /// <summary>In progress and not ordered yet.</summary>
    public required int StillChoosing { get; init; }

    public int Count(CheckoutExit exit) => Exits.GetValueOrDefault(exit);
}

public sealed class CheckoutFunnel(TicketingDbContext db, VenueClock clock)
{
    private sealed record CheckoutAttempt(HoldStatus Hold, OrderStatus? Order, OrderChannel? Channel, PaymentStatus? LastPayment);

    /// <summary>Online holds placed in the period, all currencies. Without what was offered to the waiting list: nobody chose it.</summary>
    public async Task<FunnelReport> GetReportAsync(Period period, Guid? eventId, CancellationToken ct)
    {
        var ends = new Dictionary<CheckoutExit, int>();
        var choosing = 0;
        await foreach (var visit in ReadAttempts(clock.GetRange(period), eventId).WithCancellation(ct))
        {
            if (visit.Channel is null or OrderChannel.Online)
            {
                var end = GetExit(visit);
                ends[end] = ends.GetValueOrDefault(end) + 1;
                choosing += end == CheckoutExit.InProgress && visit.Order is null ? 1 : 0;
            }
        }

        return new FunnelReport(ends) { StillChoosing = choosing };
    }

    private IAsyncEnumerable<CheckoutAttempt> ReadAttempts(InstantRange span, Guid? eventId)
    {
        var rows =
            from hold in db.Set<Hold>().AsNoTracking()
            where hold.PlacedAt >= span.From && hold.PlacedAt < span.Until && !hold.IsOffer && (eventId == null || hold.EventId == eventId)
            join order in db.Set<Order>() on hold.Id equals order.HoldId into orders
            from order in orders.DefaultIfEmpty()
            select new CheckoutAttempt(
                hold.Status,
                order == null ? null : order.Status,
                order == null ? null : order.Channel,
                db.Set<Payment>()
                    .Where(p => order != null && p.OrderId == order.Id)
                    .OrderByDescending(p => p.Attempt)
                    .Select(p => (PaymentStatus?)p.Status)
                    .FirstOrDefault()
            );
        return rows.AsAsyncEnumerable();
    }

    private static CheckoutExit GetExit(CheckoutAttempt attempt) =>
        (attempt.Order, attempt.Hold, attempt.LastPayment) switch
        {
            (OrderStatus.Paid or OrderStatus.Refunded, _, _) => CheckoutExit.Paid,
            (OrderStatus.PaidTooLate, _, _) => CheckoutExit.PaidTooLate,
            (_, HoldStatus.Live or HoldStatus.InPayment, _) => CheckoutExit.InProgress,
            (null, HoldStatus.Released, _) => CheckoutExit.HoldReleased,
            (null, _, _) => CheckoutExit.HoldExpired,
            (_, _, PaymentStatus.Declined) => CheckoutExit.PaymentDeclined,
            (_, _, PaymentStatus.Cancelled) => CheckoutExit.PaymentCancelled,
            (_, _, null) => CheckoutExit.NoPaymentStarted,
            _ => CheckoutExit.PaymentAbandoned,
        };
}
