using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Payments.Checkout;

public sealed class PaymentSessions(
    TicketingDbContext db,
    PaymentProviderRegistry providers,
    OrderQueries orders,
    EventCatalogue catalogue,
    SiteLanguages languages
)
{
    /// <summary>Safe to repeat: the idempotency key yields the same session.</summary>
    /// <exception cref="PaymentProviderException">The outcome is unknown; the payment is unchanged.</exception>
    public async Task<PaymentSession> EnsureOpenAsync(Payment payment, CancellationToken ct)
    {
        if (payment is { SessionId: { } id, PageUrl: { } page })
        {
            return new PaymentSession(id, page);
        }

        var session = await providers.GetGateway(payment.Provider).OpenAsync(await CreateRequestAsync(payment, ct), ct);
        if (session.Id.Length > PaymentSession.MaxIdLength || session.PageUrl.Length > PaymentSession.MaxPageUrlLength)
        {
            // A truncated id or URL would be useless.
            throw new PaymentProviderException("The provider's session has a name or an address that is too long to keep.");
        }

        await db.WriteAsync(
            () =>
                db.Set<Payment>()
                    .Where(p => p.Id == payment.Id && p.Status == PaymentStatus.Opening)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(p => p.Status, PaymentStatus.Open)
                                .SetProperty(p => p.SessionId, session.Id)
                                .SetProperty(p => p.PageUrl, session.PageUrl),
                        CancellationToken.None
                    ),
            ct: CancellationToken.None
        );
        return session;
    }

    /// <summary>
    /// In the transaction that saves the payment, if <see cref="IPaymentGateway.OpensInTransaction"/>; does nothing otherwise.
    /// </summary>
    /// <param name="event">In the order's language.</param>
    public async Task OpenUnsavedAsync(Payment payment, Order order, Event @event, CancellationToken ct)
    {
        if (providers.OpensInTransaction(payment.Provider))
        {
            var request = await CreateRequestAsync(payment, order, @event, ct);
            payment.Open(await providers.GetGateway(payment.Provider).OpenAsync(request, ct));
        }
    }

    private async Task<SessionRequest> CreateRequestAsync(Payment payment, CancellationToken ct)
    {
        var order = await orders.GetAsync(payment.OrderId, ct);
        using var _ = languages.FindByTag(order.Language).Use();
        return await CreateRequestAsync(payment, order, await catalogue.GetAsync(order.EventId, ct), ct);
    }

    private async Task<SessionRequest> CreateRequestAsync(Payment payment, Order order, Event @event, CancellationToken ct) =>
        new()
        {
            PaymentId = payment.Id,
            OrderId = order.Id,
            IdempotencyKey = payment.IdempotencyKey,
            OrderReference = order.Reference,
            EventId = order.EventId,
            VenueId = await db.Set<VenueId>().Select(v => v.Id).SingleAsync(ct),
            Tickets =
            [
                .. order.Lines.Select(line => new ProviderOrderLine(
                    line.TicketTypeId,
                    line.Quantity,
                    line.UnitFaceValue,
                    line.UnitBookingFee
                )),
            ],
            BuyerEmail = payment.BuyerEmail,
            Title = payment.Title,
            Language = Language.Current.Tag,
            Lines = [.. GetLines(order, @event)],
            Total = payment.Money,
            CreatedAt = payment.CreatedAt,
            ExpiresAt = payment.SessionExpiresAt,
            ReturnUrl = payment.ReturnUrl,
            CancelUrl = payment.CancelUrl,
        };

    // Same order as on the checkout page: tickets by type, then booking fees.
    private static IEnumerable<PaymentLine> GetLines(Order order, Event @event) =>
        [
            .. order
                .Lines.Where(line => line.UnitFaceValue > 0)
                .Select(line => new PaymentLine(
                    @event.GetTicketTypeName(line.TicketTypeId, line.Category),
                    line.UnitFaceValue,
                    line.Quantity
                )),
            .. order
                .Lines.Where(line => line.UnitBookingFee > 0)
                .GroupBy(line => line.UnitBookingFee)
                .Select(fee => new PaymentLine(T["Booking fee"], fee.Key, fee.Sum(line => line.Quantity))),
        ];
}
