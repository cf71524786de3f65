using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Cancellations;

/// <summary>Closes open payments first. One paid a moment before finds the event cancelled and is refunded.</summary>
public sealed partial class ReleaseEventHolds(
    TicketingDbContext db,
    TicketHolds holds,
    SettlePayment payments,
    ILogger<ReleaseEventHolds> log
)
{
    public async Task ReleaseAsync(Guid eventId, CancellationToken ct)
    {
        foreach (var payment in await UnsettledAsync(eventId, ct))
        {
            try
            {
                await payments.CloseAsync(payment, ct);
            }
            catch (PaymentProviderException error)
            {
                NotClosed(log, payment.Id, error);
            }
        }

        foreach (var id in await Open(eventId).Where(h => h.Status == HoldStatus.Live).Select(h => h.Id).ToListAsync(ct))
        {
            await holds.ReleaseAsync(id, ct);
        }
    }

    /// <summary>Once this is false it stays false: a cancelled event accepts no new holds.</summary>
    public Task<bool> AnyAsync(Guid eventId, CancellationToken ct) => Open(eventId).AnyAsync(ct);

    private IQueryable<Hold> Open(Guid eventId) =>
        db.Set<Hold>().Where(h => h.EventId == eventId && (h.Status == HoldStatus.Live || h.Status == HoldStatus.InPayment));

    private Task<List<Payment>> UnsettledAsync(Guid eventId, CancellationToken ct)
    {
        var orders = db.Set<Order>().Where(o => o.EventId == eventId).Select(o => o.Id);

        // A payment that the bank is processing cannot be closed: the payment job keeps checking it.
        return db.Set<Payment>()
            .AsNoTracking()
            .Unsettled()
            .Where(p => orders.Contains(p.OrderId) && p.ProcessingSince == null)
            .ToListAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payment {PaymentId} of a cancelled event could not be closed; it will be retried")]
    private static partial void NotClosed(ILogger logger, Guid paymentId, Exception error);
}
