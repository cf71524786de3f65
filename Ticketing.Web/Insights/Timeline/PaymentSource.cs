using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Settings;

namespace Ticketing.Insights.Timeline;

internal sealed class PaymentSource(TicketingDbContext db) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(Order order, CancellationToken ct)
    {
        var payments = await db.Set<Payment>().AsNoTracking().Where(p => p.OrderId == order.Id).OrderBy(p => p.Attempt).ToListAsync(ct);
        return [.. payments.SelectMany(Of)];
    }

    private static IEnumerable<TimelineEntry> Of(Payment payment)
    {
        yield return new(payment.CreatedAt, $"Payment {payment.Attempt} started", $"{new Money(payment.Amount, payment.Currency)} · {payment.Provider}");
        if (payment.SettledAt is { } settledAt)
        {
            yield return new(settledAt, $"Payment {payment.Attempt} {Ended(payment.Status)}", "", payment.Status is PaymentStatus.Declined ? "warn" : "");
        }
    }

    private static string Ended(PaymentStatus status) => status switch
    {
        PaymentStatus.Paid => "succeeded",
        PaymentStatus.Declined => "was declined by the bank",
        PaymentStatus.Cancelled => "was given up by the buyer",
        PaymentStatus.Expired => "ran out of time",
        _ => $"is {status}",
    };
}
