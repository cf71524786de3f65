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
            $"Payment {payment.Attempt} started",
            $"{new Money(payment.Amount, payment.Currency)} · {payment.Provider}"
        );
        if (payment.SettledAt is { } settledAt)
        {
            yield return new(
                settledAt,
                $"Payment {payment.Attempt} {GetResultText(payment.Status)}",
                "",
                payment.Status is PaymentStatus.Declined ? "warn" : ""
            );
        }
    }

    private static string GetResultText(PaymentStatus status) =>
        status switch
        {
            PaymentStatus.Paid => "succeeded",
            PaymentStatus.Declined => "was declined by the bank",
            PaymentStatus.Cancelled => "was given up by the buyer",
            PaymentStatus.Expired => "ran out of time",
            _ => $"is {status}",
        };
}
