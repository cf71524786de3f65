using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Settings;

namespace Ticketing.Payments;

/// <summary>Makes a recorded payment known to the provider.</summary>
public sealed class PaymentSessions(TicketingDbContext db, PaymentGateways gateways, OrderBook orders)
{
    /// <summary>Safe to repeat, after a crash too: the payment's idempotency key leads to the same session.</summary>
    /// <exception cref="PaymentProviderException">Nothing is known; the payment stays as it is.</exception>
    public async Task<PaymentSession> OpenAsync(Payment payment, CancellationToken ct)
    {
        if (payment is { SessionId: { } id, PageUrl: { } page })
        {
            return new PaymentSession(id, page);
        }

        var session = await gateways.Of(payment.Provider).OpenAsync(await DescribeAsync(payment, ct), ct);
        if (session.Id.Length > PaymentSession.LongestId || session.PageUrl.Length > PaymentSession.LongestPageUrl)
        {
            // Cut, neither would lead anywhere.
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
        var lines = order.Lines.Where(l => l.Total > 0)
            .Select(l => new PaymentLine(l.Category, l.UnitFaceValue + l.UnitBookingFee, l.Quantity)).ToList();
        return new SessionRequest(
            payment.IdempotencyKey, order.Reference, payment.BuyerEmail, payment.Title, lines,
            new Money(payment.Amount, payment.Currency), payment.SessionExpiresAt, payment.ReturnUrl);
    }
}
