using Ticketing.Bench.Loading;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Demo;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Bench.History;

internal sealed class PurchaseWriter(RowBatch chunk, DateTimeOffset end)
{
    public static readonly IReadOnlyCollection<Type> EntityTypes =
    [
        typeof(Event),
        typeof(TicketType),
        typeof(Hold),
        typeof(HoldLine),
        typeof(Order),
        typeof(OrderLine),
        typeof(OrderNameWord),
        typeof(Payment),
        typeof(SandboxSession),
        typeof(SandboxRefund),
        typeof(Notification),
        typeof(Ticket),
        typeof(Scan),
        typeof(Refund),
        typeof(RefundLine),
    ];

    private const decimal TaxRate = 20;
    private static readonly TimeSpan HoldLifetime = TimeSpan.FromMinutes(10);
    private static readonly Action<Hold, Guid> SetHoldId = PrivateSetter<Hold>.For<Guid>(nameof(Hold.Id));
    private static readonly Action<Hold, HoldStatus> SetHoldStatus = PrivateSetter<Hold>.For<HoldStatus>(nameof(Hold.Status));
    private static readonly Action<Hold, DateTimeOffset?> SetHoldEnd = PrivateSetter<Hold>.For<DateTimeOffset?>(nameof(Hold.EndedAt));
    private static readonly Action<Order, Guid> SetOrderId = PrivateSetter<Order>.For<Guid>(nameof(Order.Id));
    private static readonly Action<Order, OrderStatus> SetOrderStatus = PrivateSetter<Order>.For<OrderStatus>(nameof(Order.Status));
    private static readonly Action<Order, DateTimeOffset?> SetPaidAt = PrivateSetter<Order>.For<DateTimeOffset?>(nameof(Order.PaidAt));
    private static readonly Action<Order, string?> SetPaidWith = PrivateSetter<Order>.For<string?>(nameof(Order.PaidWith));
    private static readonly Action<Order, string?> SetPaymentReference = PrivateSetter<Order>.For<string?>(nameof(Order.PaymentReference));
    private static readonly Action<Order, long?> SetReceiptNumber = PrivateSetter<Order>.For<long?>(nameof(Order.ReceiptNumber));
    private readonly TicketWriter tickets = new(chunk, end);
    private readonly PaymentWriter payments = new(chunk);
    private readonly RefundWriter refunds = new(chunk, end);

    /// <summary>5 % plus 30 pence.</summary>
    public static long CalculateFee(long faceValue) => (faceValue / 20) + 30;

    /// <summary>Last receipt number.</summary>
    public long LastReceiptNumber { get; private set; }

    public void WriteEvent(BenchEvent show)
    {
        chunk.Add(show.Event);
        foreach (var type in show.Event.TicketTypes)
        {
            chunk.Add(type);
        }
    }

    /// <summary>A hold without an order.</summary>
    public void WriteAbandonedHold(BenchEvent show, DateTimeOffset at, RandomSource dice)
    {
        var (hold, _) = WriteHold(show, at, dice);
        var gaveBack = dice.OneIn(3);
        SetHoldStatus(hold, gaveBack ? HoldStatus.Released : HoldStatus.Expired);
        SetHoldEnd(hold, gaveBack ? at + dice.Minutes(1, 9) : hold.ExpiresAt);
    }

    public void Write(Purchase purchase)
    {
        var dice = purchase.Random;
        var (hold, lines) = WriteHold(purchase.Show, purchase.HeldAt, dice);
        var isOnline = purchase.Channel == OrderChannel.Online;
        var orderedAt = purchase.HeldAt + (isOnline ? dice.Minutes(1, 8) : TimeSpan.Zero);
        var paidAt = orderedAt + (isOnline ? dice.Minutes(1, 10) : TimeSpan.Zero);
        SetHoldStatus(hold, purchase.IsSold ? HoldStatus.Sold : HoldStatus.Expired);
        SetHoldEnd(hold, purchase.IsSold ? paidAt : hold.ExpiresAt);
        var order = WriteOrder(purchase, hold, lines, orderedAt);
        var payment = isOnline && order.Total > 0 ? payments.Write(purchase, order, orderedAt, paidAt) : null;
        if (purchase.Outcome == PurchaseOutcome.NeverPaid)
        {
            SetOrderStatus(order, OrderStatus.Expired);
            return;
        }

        Pay(purchase, order, payment, paidAt);
        var issued = purchase.IsSold ? tickets.Write(purchase, order, lines, paidAt) : [];
        refunds.Write(purchase, order, payment, issued, paidAt);
        tickets.WriteAdmissions(purchase, issued);
    }

    private void Pay(Purchase purchase, Order order, WrittenPayment? payment, DateTimeOffset at)
    {
        SetOrderStatus(
            order,
            purchase.Outcome switch
            {
                PurchaseOutcome.Refunded => OrderStatus.Refunded,
                PurchaseOutcome.PaidTooLate => OrderStatus.PaidTooLate,
                _ => OrderStatus.Paid,
            }
        );
        SetPaidAt(order, at);
        SetPaidWith(
            order,
            purchase.Channel switch
            {
                OrderChannel.Comp => Order.Complimentary,
                OrderChannel.BoxOffice => "Cash",
                _ => "Sandbox card (no money moved)",
            }
        );
        SetPaymentReference(order, payment is null ? "" : $"sandbox-{order.Reference}");
        if (purchase.IsSold)
        {
            SetReceiptNumber(order, ++LastReceiptNumber);
        }
    }

    private (Hold Hold, List<HoldLine> Lines) WriteHold(BenchEvent show, DateTimeOffset at, RandomSource dice)
    {
        var hold = chunk.Add(
            new Hold
            {
                Code = dice.Code(),
                EventId = show.Event.Id,
                BrowserKey = dice.Code(),
                Slot = 1,
                PlacedAt = at,
                ExpiresAt = at + HoldLifetime,
            }
        );
        SetHoldId(hold, dice.Id(at));
        var types = show.Event.TicketTypes;
        var first = dice.Generator.Next(types.Count);
        var lines = new List<HoldLine>();
        foreach (var type in Enumerable.Range(0, dice.OneIn(4) ? 2 : 1).Select(step => types[(first + step) % types.Count]))
        {
            lines.Add(
                chunk.Add(
                    new HoldLine
                    {
                        HoldId = hold.Id,
                        TicketTypeId = type.Id,
                        Category = type.Category,
                        FaceValue = type.Price,
                        Quantity = dice.Generator.Next(1, 4),
                        Position = type.Position,
                    }
                )
            );
        }

        return (hold, lines);
    }

    private Order WriteOrder(Purchase purchase, Hold hold, List<HoldLine> held, DateTimeOffset at)
    {
        var buyer = DemoBuyers.Pick(purchase.Random.Generator);
        var lines = held.ConvertAll(line => CreateLine(line, purchase));
        var (face, fee) = (lines.Sum(line => line.FaceValue), lines.Sum(line => line.BookingFee));
        var order = chunk.Add(
            new Order
            {
                Reference = OrderReferences.Create(purchase.Number),
                EventId = hold.EventId,
                HoldId = hold.Id,
                Channel = purchase.Channel,
                SaleKey = purchase.Channel == OrderChannel.Online ? null : hold.BrowserKey,
                BuyerName = buyer.Name,
                BuyerEmail = buyer.Email,
                BuyerPhone = buyer.Phone,
                SellerName = "The Blue Room",
                SellerAddress = "1 Canal Street, Leeds",
                SellerTaxNumber = "GB 123 4567 89",
                Currency = BenchVenue.Currency,
                FaceValue = face,
                BookingFee = fee,
                Total = face + fee,
                Tax = Pricing.GetIncludedTax(face + fee, TaxRate),
                TaxRatePercent = TaxRate,
                CreatedAt = at,
            }
        );
        SetOrderId(order, purchase.Random.Id(at));
        foreach (var line in lines)
        {
            chunk.Add(
                new OrderLine
                {
                    OrderId = order.Id,
                    TicketTypeId = line.TicketTypeId,
                    Category = line.Category,
                    Quantity = line.Quantity,
                    UnitFaceValue = line.UnitFaceValue,
                    UnitBookingFee = line.UnitBookingFee,
                    Position = line.Position,
                }
            );
        }

        foreach (var word in order.NameWords)
        {
            chunk.Add(new OrderNameWord { OrderId = order.Id, Word = word.Word });
        }

        return order;
    }

    private static OrderLine CreateLine(HoldLine line, Purchase purchase) =>
        new()
        {
            TicketTypeId = line.TicketTypeId,
            Category = line.Category,
            Quantity = line.Quantity,
            Position = line.Position,
            UnitFaceValue = purchase.Channel == OrderChannel.Comp ? 0 : line.FaceValue,
            UnitBookingFee = purchase.Channel == OrderChannel.Online ? CalculateFee(line.FaceValue) : 0,
        };
}
