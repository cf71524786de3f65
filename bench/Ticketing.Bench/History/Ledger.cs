using Ticketing.Bench.Filling;
using Ticketing.CheckIn;
using Ticketing.Demo;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Refunds;
using Ticketing.Payments.Sandbox;
using Ticketing.Tickets;

namespace Ticketing.Bench.History;

internal sealed class Ledger(Chunk chunk, DateTimeOffset end)
{
    public static readonly IReadOnlyCollection<Type> Rows =
    [
        typeof(Event), typeof(TicketType), typeof(Hold), typeof(HoldLine), typeof(Order), typeof(OrderLine), typeof(OrderNameWord), typeof(Payment),
        typeof(SandboxSession), typeof(SandboxRefund), typeof(Notification), typeof(Ticket), typeof(Scan), typeof(Refund), typeof(RefundLine),
    ];

    private const decimal TaxRate = 20;
    private static readonly TimeSpan HoldLifetime = TimeSpan.FromMinutes(10);
    private static readonly Action<Hold, Guid> SetHoldId = Known<Hold>.Setter<Guid>(nameof(Hold.Id));
    private static readonly Action<Hold, HoldStatus> SetHoldStatus = Known<Hold>.Setter<HoldStatus>(nameof(Hold.Status));
    private static readonly Action<Hold, DateTimeOffset?> SetHoldEnd = Known<Hold>.Setter<DateTimeOffset?>(nameof(Hold.EndedAt));
    private static readonly Action<Order, Guid> SetOrderId = Known<Order>.Setter<Guid>(nameof(Order.Id));
    private static readonly Action<Order, OrderStatus> SetOrderStatus = Known<Order>.Setter<OrderStatus>(nameof(Order.Status));
    private static readonly Action<Order, DateTimeOffset?> SetPaidAt = Known<Order>.Setter<DateTimeOffset?>(nameof(Order.PaidAt));
    private static readonly Action<Order, string?> SetPaidWith = Known<Order>.Setter<string?>(nameof(Order.PaidWith));
    private static readonly Action<Order, string?> SetPaymentReference = Known<Order>.Setter<string?>(nameof(Order.PaymentReference));
    private static readonly Action<Order, long?> SetReceiptNumber = Known<Order>.Setter<long?>(nameof(Order.ReceiptNumber));
    private readonly TicketLedger tickets = new(chunk, end);
    private readonly PaymentLedger payments = new(chunk);
    private readonly RefundLedger refunds = new(chunk, end);

    /// <summary>5 % plus 30 pence.</summary>
    public static long FeeOf(long faceValue) => (faceValue / 20) + 30;

    /// <summary>Last receipt number.</summary>
    public long Receipts { get; private set; }

    public void Open(Show show)
    {
        chunk.Add(show.Event);
        foreach (var type in show.Event.TicketTypes)
        {
            chunk.Add(type);
        }
    }

    /// <summary>A hold without an order.</summary>
    public void WriteVisit(Show show, DateTimeOffset at, Dice dice)
    {
        var (hold, _) = HoldFor(show, at, dice);
        var gaveBack = dice.OnceIn(3);
        SetHoldStatus(hold, gaveBack ? HoldStatus.Released : HoldStatus.Expired);
        SetHoldEnd(hold, gaveBack ? at + dice.Minutes(1, 9) : hold.ExpiresAt);
    }

    public void Write(Purchase purchase)
    {
        var dice = purchase.Dice;
        var (hold, lines) = HoldFor(purchase.Show, purchase.HeldAt, dice);
        var isOnline = purchase.Channel == OrderChannel.Online;
        var orderedAt = purchase.HeldAt + (isOnline ? dice.Minutes(1, 8) : TimeSpan.Zero);
        var paidAt = orderedAt + (isOnline ? dice.Minutes(1, 10) : TimeSpan.Zero);
        SetHoldStatus(hold, purchase.IsSold ? HoldStatus.Sold : HoldStatus.Expired);
        SetHoldEnd(hold, purchase.IsSold ? paidAt : hold.ExpiresAt);
        var order = OrderOf(purchase, hold, lines, orderedAt);
        var payment = isOnline && order.Total > 0 ? payments.Write(purchase, order, orderedAt, paidAt) : null;
        if (purchase.Fate == Fate.NeverPaid)
        {
            SetOrderStatus(order, OrderStatus.Expired);
            return;
        }

        Pay(purchase, order, payment, paidAt);
        var issued = purchase.IsSold ? tickets.Write(purchase, order, lines, paidAt) : [];
        refunds.Write(purchase, order, payment, issued, paidAt);
        tickets.Close(purchase, issued);
    }

    private void Pay(Purchase purchase, Order order, PaymentTrace? payment, DateTimeOffset at)
    {
        SetOrderStatus(order, purchase.Fate switch { Fate.GivenBack => OrderStatus.Refunded, Fate.PaidTooLate => OrderStatus.PaidTooLate, _ => OrderStatus.Paid });
        SetPaidAt(order, at);
        SetPaidWith(order, purchase.Channel switch
        {
            OrderChannel.Comp => Order.Complimentary,
            OrderChannel.BoxOffice => "Cash",
            _ => "Sandbox card (no money moved)",
        });
        SetPaymentReference(order, payment is null ? "" : $"sandbox-{order.Reference}");
        if (purchase.IsSold)
        {
            SetReceiptNumber(order, ++Receipts);
        }
    }

    private (Hold Hold, List<HoldLine> Lines) HoldFor(Show show, DateTimeOffset at, Dice dice)
    {
        var hold = chunk.Add(new Hold
        {
            Code = dice.Code(), EventId = show.Event.Id, BrowserKey = dice.Code(), Slot = 1, PlacedAt = at, ExpiresAt = at + HoldLifetime,
        });
        SetHoldId(hold, dice.Id(at));
        var types = show.Event.TicketTypes;
        var first = dice.Random.Next(types.Count);
        var lines = new List<HoldLine>();
        foreach (var type in Enumerable.Range(0, dice.OnceIn(4) ? 2 : 1).Select(step => types[(first + step) % types.Count]))
        {
            lines.Add(chunk.Add(new HoldLine
            {
                HoldId = hold.Id, TicketTypeId = type.Id, Category = type.Category, FaceValue = type.Price, Quantity = dice.Random.Next(1, 4), Position = type.Position,
            }));
        }

        return (hold, lines);
    }

    private Order OrderOf(Purchase purchase, Hold hold, List<HoldLine> held, DateTimeOffset at)
    {
        var buyer = Crowd.Draw(purchase.Dice.Random);
        var lines = held.ConvertAll(line => LineOf(line, purchase));
        var (face, fee) = (lines.Sum(line => line.FaceValue), lines.Sum(line => line.BookingFee));
        var order = chunk.Add(new Order
        {
            Reference = References.Of(purchase.Number), EventId = hold.EventId, HoldId = hold.Id, Channel = purchase.Channel,
            SaleKey = purchase.Channel == OrderChannel.Online ? null : hold.BrowserKey,
            BuyerName = buyer.Name, BuyerEmail = buyer.Email, BuyerPhone = buyer.Phone, SellerName = "The Blue Room",
            SellerAddress = "1 Canal Street, Leeds", SellerTaxNumber = "GB 123 4567 89", Currency = BenchVenue.Currency, FaceValue = face,
            BookingFee = fee, Total = face + fee, Tax = Pricing.TaxWithin(face + fee, TaxRate), TaxRatePercent = TaxRate, CreatedAt = at,
        });
        SetOrderId(order, purchase.Dice.Id(at));
        foreach (var line in lines)
        {
            chunk.Add(new OrderLine
            {
                OrderId = order.Id, TicketTypeId = line.TicketTypeId, Category = line.Category, Quantity = line.Quantity,
                UnitFaceValue = line.UnitFaceValue, UnitBookingFee = line.UnitBookingFee, Position = line.Position,
            });
        }

        foreach (var word in order.NameWords)
        {
            chunk.Add(new OrderNameWord { OrderId = order.Id, Word = word.Word });
        }

        return order;
    }

    private static OrderLine LineOf(HoldLine line, Purchase purchase) => new()
    {
        TicketTypeId = line.TicketTypeId, Category = line.Category, Quantity = line.Quantity, Position = line.Position,
        UnitFaceValue = purchase.Channel == OrderChannel.Comp ? 0 : line.FaceValue,
        UnitBookingFee = purchase.Channel == OrderChannel.Online ? FeeOf(line.FaceValue) : 0,
    };
}
