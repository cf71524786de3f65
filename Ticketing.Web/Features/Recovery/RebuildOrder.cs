using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Sync;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Recovery;

public enum RebuildOutcome
{
    Rebuilt,

    /// <summary>Nothing at the provider says what was bought.</summary>
    NotDescribed,

    /// <summary>Its event or ticket type is newer than the backup.</summary>
    EventUnknown,

    /// <summary>The description does not add up to what was paid.</summary>
    AmountDiffers,

    /// <summary>Its places are not free, or its event is cancelled.</summary>
    NoPlaces,
}

/// <summary>
/// Puts an order back that a restored backup does not have, and that is paid or whose payment the bank is processing: hold, order and
/// payment as they were, then the payment is settled like any other. Tickets get their old ids, so that codes that were mailed stay good.
/// </summary>
public sealed class RebuildOrder(
    TicketingDbContext db,
    ProviderSync sync,
    SettlePayment settle,
    Stock stock,
    TicketHolds holds,
    OrderFactory orders,
    TimeProvider clock
)
{
    private static readonly TimeSpan HoldLifetime = TimeSpan.FromHours(1);

    /// <returns>Null if another venue uses the same account: nothing is to be done for its payments.</returns>
    /// <exception cref="PaymentProviderException">The provider does not answer. Safe to repeat.</exception>
    public async Task<RebuildOutcome?> RebuildAsync(IProviderLedger ledger, ProviderPayment payment, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(payment);
        if (await ledger.FindOrderAsync(payment.Reference, ct) is not { } found)
        {
            return RebuildOutcome.NotDescribed;
        }

        if (found.VenueId is { } venueId && !await db.Set<VenueId>().AnyAsync(v => v.Id == venueId, ct))
        {
            return null;
        }

        if (found.Lines.Sum(line => line.Quantity * (line.UnitFaceValue + line.UnitBookingFee)) != payment.Amount.MinorUnits)
        {
            return RebuildOutcome.AmountDiffers;
        }

        await CloseOthersAsync(found, ct);
        var outcome = await db.WriteAsync(() => InsertAsync(ledger, found, payment, ct), result => result == RebuildOutcome.Rebuilt, ct);
        if (outcome == RebuildOutcome.Rebuilt)
        {
            await sync.SyncPaymentAsync(ledger.Provider, payment.Reference, ct);
        }

        return outcome;
    }

    /// <summary>An order has one payment under way at a time, and its buyer must not pay another.</summary>
    private async Task CloseOthersAsync(ProviderOrder found, CancellationToken ct)
    {
        foreach (var other in await ListUnderWay(found).AsNoTracking().ToListAsync(ct))
        {
            try
            {
                await settle.CloseAsync(other, ct);
            }
            catch (PaymentProviderException)
            {
                // It stays under way, and the job that settles payments closes it.
            }
        }
    }

    private IQueryable<Payment> ListUnderWay(ProviderOrder found) =>
        db.Set<Payment>().Unsettled().Where(p => p.OrderId == found.OrderId && p.Id != found.PaymentId);

    private async Task<RebuildOutcome> InsertAsync(
        IProviderLedger ledger,
        ProviderOrder found,
        ProviderPayment payment,
        CancellationToken ct
    )
    {
        if (await db.Set<Payment>().AnyAsync(p => p.Id == found.PaymentId, ct))
        {
            return RebuildOutcome.Rebuilt;
        }

        // The backup may have the order, from before it was paid.
        if (!await db.Set<Order>().AnyAsync(o => o.Id == found.OrderId, ct))
        {
            var refusal = await InsertOrderAsync(found, ct);
            if (refusal != RebuildOutcome.Rebuilt)
            {
                return refusal;
            }
        }

        // A bank is still processing the other one. This one counts as ended until the provider reports it paid, and whichever of the two
        // is paid second is refunded.
        var status = await ListUnderWay(found).AnyAsync(ct) ? PaymentStatus.Expired : PaymentStatus.Open;
        if (status == PaymentStatus.Open && payment.Status == ProviderPaymentStatus.Processing)
        {
            var order = await db.Set<Order>().AsNoTracking().SingleAsync(o => o.Id == found.OrderId, ct);
            await holds.BeginPaymentAsync(order.HoldId, clock.GetUtcNow() + HoldLifetime, ct);
        }

        var added = db.Add(await CreatePaymentAsync(ledger, found, payment.Amount, ct));
        added.Property(p => p.Status).CurrentValue = status;
        added.Property(p => p.SettledAt).CurrentValue = status == PaymentStatus.Open ? null : clock.GetUtcNow();
        added.Property(p => p.SessionId).CurrentValue = found.SessionId;
        added.Property(p => p.PageUrl).CurrentValue = "";
        await db.SaveChangesAsync(ct);
        return RebuildOutcome.Rebuilt;
    }

    private async Task<RebuildOutcome> InsertOrderAsync(ProviderOrder found, CancellationToken ct)
    {
        var @event = await db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes).FirstOrDefaultAsync(e => e.Id == found.EventId, ct);
        if (@event is null || !found.Lines.All(line => @event.TicketTypes.Any(type => type.Id == line.TicketTypeId)))
        {
            return RebuildOutcome.EventUnknown;
        }

        StockLine[] wanted = [.. found.Lines.Select(line => new StockLine(line.TicketTypeId, line.Quantity))];
        if (await stock.HoldPaidAsync(@event.Id, wanted, ct) is StockResult.ShortOf)
        {
            return RebuildOutcome.NoPlaces;
        }

        var hold = Hold.Create(@event, wanted, browserKey: $"restore:{found.OrderId:N}", slot: 1, clock.GetUtcNow(), HoldLifetime);
        db.Add(hold);
        db.Add(orders.Recreate(Describe(found, @event), hold));
        await db.SaveChangesAsync(ct);
        return RebuildOutcome.Rebuilt;
    }

    private static LostOrder Describe(ProviderOrder found, Event @event) =>
        new(
            found.OrderId,
            found.OrderReference,
            new Buyer(found.BuyerName.Length > 0 ? found.BuyerName : found.BuyerEmail.Split('@')[0], found.BuyerEmail, Phone: ""),
            [
                .. found.Lines.Select(
                    (line, position) =>
                        new OrderLine
                        {
                            TicketTypeId = line.TicketTypeId,
                            Category = @event.TicketTypes.Single(type => type.Id == line.TicketTypeId).Category,
                            Quantity = line.Quantity,
                            UnitFaceValue = line.UnitFaceValue,
                            UnitBookingFee = line.UnitBookingFee,
                            Position = position,
                        }
                ),
            ],
            found.CreatedAt
        );

    private async Task<Payment> CreatePaymentAsync(IProviderLedger ledger, ProviderOrder found, Money amount, CancellationToken ct)
    {
        var (now, attempts) = (clock.GetUtcNow(), await db.Set<Payment>().CountAsync(p => p.OrderId == found.OrderId, ct));
        return new Payment
        {
            Id = found.PaymentId,
            OrderId = found.OrderId,
            Attempt = attempts + 1,
            Provider = ledger.Provider,
            Amount = amount.MinorUnits,
            Currency = amount.Currency,
            BuyerEmail = found.BuyerEmail,
            Title = "",
            ReturnUrl = "",
            IdempotencyKey = $"restored:{found.PaymentId}",
            ReturnCode = UnguessableCode.Create(),
            CreatedAt = found.CreatedAt,
            Deadline = now,
            SessionExpiresAt = now,
            NextCheckAt = now,
        };
    }
}
