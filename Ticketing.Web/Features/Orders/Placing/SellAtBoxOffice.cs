using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.Placing;

public enum BoxOfficePayment
{
    Cash,
    CardTerminal,

    Complimentary,
}

/// <param name="Key">Id of the form: sent twice, it is one sale.</param>
/// <param name="PaymentReference">The card terminal's, or empty.</param>
public sealed record BoxOfficeSale(
    string Key,
    Guid EventId,
    IReadOnlyDictionary<Guid, int> Quantities,
    Buyer Buyer,
    BoxOfficePayment Payment,
    string PaymentReference = ""
)
{
    /// <summary>Of mails and documents; null for the venue's default.</summary>
    public Language? Language { get; init; }
}

public abstract record SaleOutcome
{
    public sealed record Sold(Order Order) : SaleOutcome;

    /// <summary>The form was sent before; nothing was sold now.</summary>
    public sealed record AlreadySold(Order Order) : SaleOutcome;

    /// <param name="Reason">Never <see cref="HoldOutcome.Placed"/>.</param>
    public sealed record Refused(HoldOutcome Reason) : SaleOutcome;
}

/// <summary>One transaction, using the same statements as online sales.</summary>
public sealed class SellAtBoxOffice(
    TicketingDbContext db,
    PlaceBoxOfficeHold staff,
    TicketHolds holds,
    OrderFactory orderFactory,
    ConfirmOrder confirm,
    OrderQueries orderQueries,
    AuditTrail audit,
    TimeProvider clock
)
{
    public const int KeyLength = 32;
    private const int MaxAttempts = 3;

    public static string NewKey() => UnguessableCode.Create();

    public async Task<SaleOutcome> SellAsync(BoxOfficeSale sale, CancellationToken ct)
    {
        var wanted = sale.Quantities.Where(q => q.Value > 0).Select(q => new StockLine(q.Key, q.Value)).ToArray();
        await holds.ExpireAllAsync(holds.Due().Where(h => h.EventId == sale.EventId), ct);
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await db.WriteAsync(() => TryAsync(sale, wanted, ct), result => result is SaleOutcome.Sold, ct);
            if (outcome is SaleOutcome.Refused && await FindSoldAsync(sale, ct) is { } meanwhile)
            {
                // The same form took the last tickets.
                return new SaleOutcome.AlreadySold(meanwhile);
            }

            if (outcome is not SaleOutcome.Refused(HoldOutcome.OutOfStock(var typeId)))
            {
                return outcome;
            }

            var shortOf = await staff.GetShortagesAsync(sale.EventId, wanted, attempt == MaxAttempts ? typeId : null, ct);
            if (shortOf.Count > 0)
            {
                return new SaleOutcome.Refused(new HoldOutcome.Refused(shortOf));
            }
        }
    }

    private async Task<SaleOutcome> TryAsync(BoxOfficeSale sale, StockLine[] wanted, CancellationToken ct)
    {
        if (await FindSoldAsync(sale, ct) is { } before)
        {
            return new SaleOutcome.AlreadySold(before);
        }

        var taken = await staff.TryPlaceAsync(sale.EventId, wanted, sale.Key, ct);
        return taken is HoldOutcome.Placed placed ? await CompleteAsync(sale, placed, ct) : new SaleOutcome.Refused(taken);
    }

    private Task<Order?> FindSoldAsync(BoxOfficeSale sale, CancellationToken ct) =>
        db.Set<Order>().AsNoTracking().Include(o => o.Lines).FirstOrDefaultAsync(o => o.SaleKey == sale.Key, ct);

    private async Task<SaleOutcome> CompleteAsync(BoxOfficeSale sale, HoldOutcome.Placed placed, CancellationToken ct)
    {
        var hold = (await holds.FindAsync(placed.Code, ct))!;
        var channel = sale.Payment == BoxOfficePayment.Complimentary ? OrderChannel.Comp : OrderChannel.BoxOffice;
        var order = orderFactory.Create(hold, sale.Buyer, clock.GetUtcNow(), channel, sale.Key, sale.Language);
        db.Add(order);
        await db.SaveChangesAsync(ct);
        var outcome = await confirm.ConfirmPaidAsync(order.Id, hold, GetPaymentDetails(sale, order), ct);
        if (outcome != ConfirmOutcome.Confirmed)
        {
            throw new InvalidOperationException($"Order {order.Id} holds its tickets but was not confirmed: {outcome}.");
        }

        await audit.RecordAsync(
            "order.sold",
            order.Id,
            order.Reference,
            null,
            new
            {
                order.Channel,
                PaidWith = sale.Payment,
                Total = order.Money(order.Total).ToRecordString(),
                Buyer = order.BuyerName,
                Tickets = hold.Lines.Sum(line => line.Quantity),
            },
            ct
        );
        return new SaleOutcome.Sold(await orderQueries.GetAsync(order.Id, ct));
    }

    private static PaymentDetails GetPaymentDetails(BoxOfficeSale sale, Order order) =>
        sale.Payment switch
        {
            BoxOfficePayment.Complimentary => new PaymentDetails(Order.Complimentary, ""),
            _ when order.Total == 0 => new PaymentDetails("Free of charge", ""),
            BoxOfficePayment.Cash => new PaymentDetails(Order.Cash, ""),
            _ => new PaymentDetails(Order.CardTerminal, sale.PaymentReference),
        };
}
