using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Holds;

namespace Ticketing.Orders;

public enum BoxOfficePayment
{
    Cash,
    CardTerminal,

    Complimentary,
}

/// <param name="Key">Id of the form: sent twice, it is one sale.</param>
/// <param name="PaymentReference">The card terminal's, or empty.</param>
public sealed record BoxOfficeSale(
    string Key, Guid EventId, IReadOnlyDictionary<Guid, int> Quantities, Buyer Buyer, BoxOfficePayment Payment, string PaymentReference = "");

public abstract record SaleOutcome
{
    public sealed record Sold(Order Order) : SaleOutcome;

    /// <summary>The form was sent before; nothing was sold now.</summary>
    public sealed record SoldBefore(Order Order) : SaleOutcome;

    /// <param name="Why">Never <see cref="HoldOutcome.Placed"/>.</param>
    public sealed record Refused(HoldOutcome Why) : SaleOutcome;
}

/// <summary>One transaction, using the same statements as online sales.</summary>
public sealed class SellAtBoxOffice(
    TicketingDbContext db, HoldForStaff staff, TicketHolds holds, OrderSnapshot snapshot, ConfirmOrder confirm, OrderBook book, AuditTrail audit, TimeProvider clock)
{
    public const int KeyLength = 32;
    private const int MostTries = 3;

    public static string NewKey() => UnguessableCode.New();

    public async Task<SaleOutcome> SellAsync(BoxOfficeSale sale, CancellationToken ct)
    {
        var wanted = sale.Quantities.Where(q => q.Value > 0).Select(q => new StockLine(q.Key, q.Value)).ToArray();
        await staff.ExpireDueAsync(sale.EventId, ct);
        for (var attempt = 1; ; attempt++)
        {
            if (await db.WriteAsync(() => TryAsync(sale, wanted, ct), outcome => outcome is SaleOutcome.Sold, ct) is { } outcome)
            {
                return outcome;
            }

            var shortOf = await staff.ShortAsync(sale.EventId, wanted, ct);
            if (shortOf.Count > 0 || attempt == MostTries)
            {
                return new SaleOutcome.Refused(new HoldOutcome.Refused(shortOf));
            }
        }
    }

    /// <returns>Null if the conditional stock update matched nothing.</returns>
    private async Task<SaleOutcome?> TryAsync(BoxOfficeSale sale, StockLine[] wanted, CancellationToken ct)
    {
        await confirm.TakeTurnAsync(ct);
        if (await db.Set<Order>().AsNoTracking().Include(o => o.Lines).FirstOrDefaultAsync(o => o.SaleKey == sale.Key, ct) is { } before)
        {
            return new SaleOutcome.SoldBefore(before);
        }

        var taken = await staff.TakeAsync(sale.EventId, wanted, sale.Key, ct);
        return taken is HoldOutcome.Placed placed ? await CompleteAsync(sale, placed, ct) : taken is null ? null : new SaleOutcome.Refused(taken);
    }

    private async Task<SaleOutcome> CompleteAsync(BoxOfficeSale sale, HoldOutcome.Placed placed, CancellationToken ct)
    {
        var hold = (await holds.FindAsync(placed.Code, ct))!;
        var channel = sale.Payment == BoxOfficePayment.Complimentary ? OrderChannel.Comp : OrderChannel.BoxOffice;
        var order = snapshot.Of(hold, sale.Buyer, clock.GetUtcNow(), channel, sale.Key);
        db.Add(order);
        await db.SaveChangesAsync(ct);
        var outcome = await confirm.ConfirmPaidAsync(order.Id, MadeBy(sale, order), ct);
        if (outcome != ConfirmOutcome.Confirmed)
        {
            throw new InvalidOperationException($"Order {order.Id} holds its tickets but was not confirmed: {outcome}.");
        }

        await audit.RecordAsync("order.sold", order.Id, order.Reference, null, new
        {
            order.Channel, PaidWith = sale.Payment, Total = order.Money(order.Total).ToString(), Buyer = order.BuyerName, Tickets = hold.Lines.Sum(line => line.Quantity),
        }, ct);
        return new SaleOutcome.Sold(await book.GetAsync(order.Id, ct));
    }

    private static PaymentMade MadeBy(BoxOfficeSale sale, Order order) => sale.Payment switch
    {
        BoxOfficePayment.Complimentary => new PaymentMade(Order.Complimentary, ""),
        _ when order.Total == 0 => new PaymentMade("Free of charge", ""),
        BoxOfficePayment.Cash => new PaymentMade("Cash", ""),
        _ => new PaymentMade("Card terminal", sale.PaymentReference),
    };
}
