using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;

namespace Ticketing.Payments;

public sealed class PaymentSessions(TicketingDbContext db, PaymentGateways gateways, OrderBook orders)
{
    /// <summary>Safe to repeat: the idempotency key yields the same session.</summary>
    /// <exception cref="PaymentProviderException">The outcome is unknown; the payment is unchanged.</exception>
    public async Task<PaymentSession> OpenAsync(Payment payment, CancellationToken ct)
    {
        if (payment is { SessionId: { } id, PageUrl: { } page })
        {
            return new PaymentSession(id, page);
        }

        var session = await gateways.Of(payment.Provider).OpenAsync(await DescribeAsync(payment, ct), ct);
        if (session.Id.Length > PaymentSession.LongestId || session.PageUrl.Length > PaymentSession.LongestPageUrl)
        {
            // A truncated id or URL would be useless.
            throw new PaymentProviderException("The provider's session has a name or an address that is too long to keep.");
        }

        await db.WriteAsync(
            () => db.Set<Payment>().Where(p => p.Id == payment.Id && p.Status == PaymentStatus.Opening)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(p => p.Status, PaymentStatus.Open)
                    .SetProperty(p => p.SessionId, session.Id)
                    .SetProperty(p => p.PageUrl, session.PageUrl), CancellationToken.None),
            ct: CancellationToken.None);
        return session;
    }

    private async Task<SessionRequest> DescribeAsync(Payment payment, CancellationToken ct)
    {
        var order = await orders.GetAsync(payment.OrderId, ct);
        return new SessionRequest(
            payment.Id, order.Id, payment.IdempotencyKey, order.Reference, payment.BuyerEmail, payment.Title, [.. LinesOf(order)],
            payment.Money, payment.CreatedAt, payment.SessionExpiresAt, payment.ReturnUrl, payment.LeaveUrl);
    }

    // Same order as on the checkout page: tickets by type, then booking fees.
    private static IEnumerable<PaymentLine> LinesOf(Order order) =>
    [
        .. order.Lines.Where(line => line.UnitFaceValue > 0).Select(line => new PaymentLine(line.Category, line.UnitFaceValue, line.Quantity)),
        .. order.Lines.Where(line => line.UnitBookingFee > 0).GroupBy(line => line.UnitBookingFee)
            .Select(fee => new PaymentLine("Booking fee", fee.Key, fee.Sum(line => line.Quantity))),
    ];
}
