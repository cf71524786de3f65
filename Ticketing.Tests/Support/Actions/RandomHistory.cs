using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

/// <summary>Inserts orders, payments, refunds and holds in every state directly, faster than selling.</summary>
public static class RandomHistory
{
    private static readonly OrderStatus[] Statuses =
    [
        OrderStatus.Paid,
        OrderStatus.Paid,
        OrderStatus.Paid,
        OrderStatus.Refunded,
        OrderStatus.PaidTooLate,
        OrderStatus.Expired,
        OrderStatus.Pending,
    ];

    /// <param name="from">Start of the range; instants are whole minutes and may repeat.</param>
    public static async Task InsertHistoryAsync(
        this TicketingApp app,
        Random random,
        IReadOnlyList<Event> shows,
        int orders,
        DateTimeOffset from,
        DateTimeOffset until
    )
    {
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            for (var i = 0; i < orders; i++)
            {
                var at = from.AddMinutes(random.Next((int)(until - from).TotalMinutes));
                var show = shows[random.Next(shows.Count)];
                if (random.Next(4) == 0)
                {
                    AddAbandonedHold(db, random, show, at);
                }
                else
                {
                    AddOrder(db, random, show, at, i);
                }
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
    }

    private static void AddAbandonedHold(TicketingDbContext db, Random random, Event show, DateTimeOffset at) =>
        db.Add(CreateHold(random, show, at)).Property(h => h.Status).CurrentValue = Enum.GetValues<HoldStatus>()
            .Where(s => s != HoldStatus.Sold)
            .ElementAt(random.Next(4));

    private static void AddOrder(TicketingDbContext db, Random random, Event show, DateTimeOffset at, int number)
    {
        var hold = CreateHold(random, show, at);
        var fate = Statuses[random.Next(Statuses.Length)];
        var channel = fate is OrderStatus.Paid or OrderStatus.Refunded
            ? Enum.GetValues<OrderChannel>()[random.Next(3)]
            : OrderChannel.Online;
        db.Add(hold).Property(h => h.Status).CurrentValue = fate switch
        {
            OrderStatus.Pending => random.Next(2) == 0 ? HoldStatus.InPayment : HoldStatus.Live,
            OrderStatus.Paid or OrderStatus.Refunded => HoldStatus.Sold,
            _ => HoldStatus.Expired,
        };
        var order = CreateOrder(random, hold, channel, at);
        var entry = db.Add(order);
        entry.Property(o => o.Status).CurrentValue = fate;
        if (fate is OrderStatus.Paid or OrderStatus.Refunded or OrderStatus.PaidTooLate)
        {
            entry.Property(o => o.PaidAt).CurrentValue = at.AddMinutes(random.Next(90));
            entry.Property(o => o.ReceiptNumber).CurrentValue =
                fate == OrderStatus.PaidTooLate ? null : 1_000_000 + (random.Next(1000) * 100_000L) + number;
            if (order.Total > 0 && (fate != OrderStatus.Paid || random.Next(5) == 0))
            {
                db.Add(CreateRefund(random, order, fate, at)).Property(r => r.Status).CurrentValue = RefundStatus.Pending;
            }
        }

        if (channel == OrderChannel.Online && order.Total > 0 && random.Next(6) > 0)
        {
            db.Add(CreatePayment(order, at)).Property(p => p.Status).CurrentValue = fate switch
            {
                OrderStatus.Pending => PaymentStatus.Opening,
                OrderStatus.Expired => new[] { PaymentStatus.Declined, PaymentStatus.Cancelled, PaymentStatus.Expired }[random.Next(3)],
                _ => PaymentStatus.Paid,
            };
        }
    }

    private static Hold CreateHold(Random random, Event show, DateTimeOffset at) =>
        Hold.Create(
            show,
            [.. show.TicketTypes.Take(1 + random.Next(show.TicketTypes.Count)).Select(type => new StockLine(type.Id, 1 + random.Next(4)))],
            UnguessableCode.Create(),
            1,
            at,
            TimeSpan.FromMinutes(10)
        );

    private static Order CreateOrder(Random random, Hold hold, OrderChannel channel, DateTimeOffset at)
    {
        var isFree = channel == OrderChannel.Comp || random.Next(10) == 0;
        var lines = hold
            .Lines.Select(line => new OrderLine
            {
                TicketTypeId = line.TicketTypeId,
                Category = line.Category,
                Quantity = line.Quantity,
                Position = line.Position,
                UnitFaceValue = isFree ? 0 : random.Next(1, 9000),
                UnitBookingFee = isFree ? 0 : random.Next(300),
            })
            .ToList();
        var (face, fee) = (lines.Sum(line => line.FaceValue), lines.Sum(line => line.BookingFee));
        var order = new Order
        {
            Reference = OrderReference.New(),
            EventId = hold.EventId,
            HoldId = hold.Id,
            Channel = channel,
            BuyerName = "Ada Lovelace",
            BuyerEmail = "ada@example.com",
            SellerName = "The Blue Room",
            SellerAddress = "",
            SellerTaxNumber = "",
            Currency = random.Next(25) == 0 ? "EUR" : "GBP",
            FaceValue = face,
            BookingFee = fee,
            Total = face + fee,
            Tax = 0,
            TaxRatePercent = 20,
            CreatedAt = at,
        };
        lines.ForEach(order.Add);
        return order;
    }

    private static Refund CreateRefund(Random random, Order order, OrderStatus fate, DateTimeOffset at) =>
        new()
        {
            OrderId = order.Id,
            PaymentId = null,
            Cause = fate == OrderStatus.PaidTooLate ? RefundCause.PaidTooLate : RefundCause.Staff,
            Amount = fate == OrderStatus.Paid ? random.NextInt64(1, order.Total + 1) : order.Total,
            Currency = order.Currency,
            Reason = "",
            IdempotencyKey = UnguessableCode.Create(),
            NextTryAt = at,
            RequestedBy = "Grace",
            RequestedAt = at.AddMinutes(90 + random.Next(5000)),
        };

    private static Payment CreatePayment(Order order, DateTimeOffset at) =>
        new()
        {
            OrderId = order.Id,
            Attempt = 1,
            Provider = PaymentProvider.Sandbox,
            Amount = order.Total,
            Currency = order.Currency,
            BuyerEmail = order.BuyerEmail,
            Title = "",
            ReturnUrl = "",
            IdempotencyKey = UnguessableCode.Create(),
            ReturnCode = UnguessableCode.Create(),
            CreatedAt = at,
            Deadline = at.AddMinutes(30),
            SessionExpiresAt = at.AddMinutes(31),
            NextCheckAt = at,
        };
}
