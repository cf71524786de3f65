using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Holds;
using Ticketing.Orders;
using Ticketing.Payments;

namespace Ticketing.Cancellations;

/// <summary>
/// Takes back what buyers of a cancelled event have in hand. A payment page that is open is closed first; what was paid a moment before
/// finds its event cancelled and goes back.
/// </summary>
public sealed partial class EndHolds(TicketingDbContext db, TicketHolds holds, SettlePayment payments, ILogger<EndHolds> log)
{
    public async Task EndAsync(Guid eventId, CancellationToken ct)
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

    /// <summary>Whether any is left. Once there is none, none will come: nothing is held for a cancelled event.</summary>
    public Task<bool> AnyAsync(Guid eventId, CancellationToken ct) => Open(eventId).AnyAsync(ct);

    private IQueryable<Hold> Open(Guid eventId) =>
        db.Set<Hold>().Where(h => h.EventId == eventId && (h.Status == HoldStatus.Live || h.Status == HoldStatus.InPayment));

    private Task<List<Payment>> UnsettledAsync(Guid eventId, CancellationToken ct)
    {
        var ours = db.Set<Order>().Where(o => o.EventId == eventId).Select(o => o.Id);

        // What takes a bank days cannot be closed: the reconciler follows it.
        return db.Set<Payment>().AsNoTracking().Unsettled().Where(p => ours.Contains(p.OrderId) && p.ProcessingSince == null).ToListAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payment {PaymentId} of a cancelled event could not be closed; it is tried again")]
    private static partial void NotClosed(ILogger logger, Guid paymentId, Exception error);
}
