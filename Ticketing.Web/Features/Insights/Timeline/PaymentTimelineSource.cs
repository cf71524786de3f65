using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Timeline;

internal sealed class PaymentTimelineSource(TicketingDbContext db) : ITimelineSource
{
    public async Task<IReadOnlyList<TimelineEntry>> GetForOrderAsync(Order order, CancellationToken ct)
    {
        var payments = await db.Set<Payment>().AsNoTracking().Where(p => p.OrderId == order.Id).OrderBy(p => p.Attempt).ToListAsync(ct);
        return [.. payments.SelectMany(ToEntries)];
    }

    private static IEnumerable<TimelineEntry> ToEntries(Payment payment)
    {
        yield return new(
            payment.CreatedAt,
            T["Payment {0} started", payment.Attempt],
            $"{new Money(payment.Amount, payment.Currency)} · {payment.Provider}"
        );
        if (payment.SettledAt is { } settledAt)
        {
            yield return new(settledAt, GetResultText(payment), "", payment.Status is PaymentStatus.Declined ? "warn" : "");
        }
    }

    private static string GetResultText(Payment payment) =>
        payment.Status switch
        {
            PaymentStatus.Paid => T["Payment {0} succeeded", payment.Attempt],
            PaymentStatus.Declined => T["Payment {0} was declined by the bank", payment.Attempt],
            PaymentStatus.Cancelled => T["Payment {0} was given up by the buyer", payment.Attempt],
            PaymentStatus.Expired => T["Payment {0} ran out of time", payment.Attempt],
            _ => T["Payment {0} is {1}", payment.Attempt, payment.Status],
        };
}
