using System.Globalization;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Demo;

/// <summary>Writes all rows of a sale: hold, order, payment, tickets and mail.</summary>
internal sealed class DemoSaleWriter(TicketingDbContext db, OrderFactory orderFactory, PaymentOptions payments, HoldOptions holds)
{
    /// <summary>The caller saves.</summary>
    public void Add(DemoSale sale, long receiptNumber)
    {
        var isFree = sale.Channel == OrderChannel.Comp || sale.Lines.All(line => line.Type.Price == 0);
        var isOnline = sale.Channel == OrderChannel.Online;
        var deadline = isFree || !isOnline ? sale.HeldAt + holds.Lifetime : sale.OrderedAt + payments.Window;
        var hold = AddHold(sale, deadline);
        var order = orderFactory.Create(hold, sale.Buyer, sale.OrderedAt, sale.Channel, isOnline ? null : hold.BrowserKey);
        db.Add(order)
            .With(o => o.Status, OrderStatus.Paid)
            .With(o => o.PaidAt, sale.PaidAt)
            .With(
                o => o.PaidWith,
                (sale.Channel, isFree) switch
                {
                    (OrderChannel.Comp, _) => Order.Complimentary,
                    (_, true) => "Free of charge",
                    (OrderChannel.BoxOffice, _) => Order.Cash,
                    _ => "Sandbox card (no money moved)",
                }
            )
            .With(o => o.PaymentReference, isFree || !isOnline ? "" : $"sandbox-{order.Reference}")
            .With(o => o.ReceiptNumber, receiptNumber);
        if (!isFree && isOnline)
        {
            AddPayment(sale, order, deadline);
        }

        AddTickets(sale, order);
        if (order.BuyerEmail.Length > 0)
        {
            AddNotification(sale, order);
        }
    }

    public void Add(AbandonedHold abandoned)
    {
        var hold = CreateHold(abandoned.Event, abandoned.HeldAt, abandoned.HeldAt + holds.Lifetime, [abandoned.Line]);
        db.Add(hold)
            .With(h => h.Status, abandoned.IsReleased ? HoldStatus.Released : HoldStatus.Expired)
            .With(h => h.EndedAt, abandoned.IsReleased ? abandoned.HeldAt + (holds.Lifetime / 3) : hold.ExpiresAt);
    }

    private Hold AddHold(DemoSale sale, DateTimeOffset expiresAt)
    {
        var hold = CreateHold(sale.Event, sale.HeldAt, expiresAt, sale.Lines);
        db.Add(hold).With(h => h.Status, HoldStatus.Sold).With(h => h.EndedAt, sale.PaidAt);
        return hold;
    }

    private static Hold CreateHold(Event show, DateTimeOffset placedAt, DateTimeOffset expiresAt, IReadOnlyList<DemoSaleLine> lines)
    {
        var hold = new Hold
        {
            Code = UnguessableCode.Create(),
            EventId = show.Id,
            BrowserKey = UnguessableCode.Create(),
            Slot = 1,
            PlacedAt = placedAt,
            ExpiresAt = expiresAt,
        };
        foreach (var (type, quantity) in lines)
        {
            hold.Add(
                new HoldLine
                {
                    TicketTypeId = type.Id,
                    Category = type.Category,
                    FaceValue = type.Price,
                    Quantity = quantity,
                    Position = type.Position,
                }
            );
        }

        return hold;
    }

    private void AddPayment(DemoSale sale, Order order, DateTimeOffset deadline)
    {
        var payment = new Payment
        {
            OrderId = order.Id,
            Attempt = 1,
            Provider = PaymentProvider.Sandbox,
            Amount = order.Total,
            Currency = order.Currency,
            BuyerEmail = order.BuyerEmail,
            Title = sale.Event.Title,
            ReturnUrl = $"http://localhost:5000/payments/return/{order.Id:N}",
            IdempotencyKey = $"co:{order.Id}:1",
            ReturnCode = UnguessableCode.Create(),
            CreatedAt = sale.OrderedAt,
            Deadline = deadline,
            SessionExpiresAt = deadline + RecordPayment.ProviderDeadlineMargin,
            NextCheckAt = sale.OrderedAt + PaymentSettlementJob.CheckInterval,
        };
        var session = new SandboxSession
        {
            Id = UnguessableCode.Create(),
            IdempotencyKey = payment.IdempotencyKey,
            Title = sale.Event.Title,
            OrderReference = order.Reference,
            Amount = order.Total,
            Currency = order.Currency,
            ReturnPath = $"/payments/return/{payment.ReturnCode}",
            ExpiresAt = payment.SessionExpiresAt,
        };
        db.Add(session).With(s => s.Status, SandboxStatus.Paid);
        db.Add(payment)
            .With(p => p.Status, PaymentStatus.Paid)
            .With(p => p.Fee, SandboxGateway.CalculateFee(order.Total))
            .With(p => p.SessionId, session.Id)
            .With(p => p.PageUrl, $"/sandbox/{session.Id}")
            .With(p => p.SettledAt, sale.PaidAt);
    }

    private void AddTickets(DemoSale sale, Order order)
    {
        var types = sale.Lines.SelectMany(line => Enumerable.Repeat(line.Type, line.Quantity));
        foreach (var (index, (type, arrival)) in types.Zip(sale.Arrivals).Index())
        {
            var ticket = new Ticket
            {
                Id = Ticket.CreateId(order.Id, index + 1),
                OrderId = order.Id,
                EventId = sale.Event.Id,
                TicketTypeId = type.Id,
                Category = type.Category,
                Number = index + 1,
                Attendee = order.BuyerName,
                IssuedAt = sale.PaidAt,
            };
            var entry = db.Add(ticket);
            if (arrival is { } at)
            {
                entry.With(t => t.CheckedInAt, at).With(t => t.AdmissionId, AddScan(ticket, at));
            }
        }
    }

    private Guid AddScan(Ticket ticket, DateTimeOffset at)
    {
        var scan = new Scan
        {
            Key = UnguessableCode.Create(),
            EventId = ticket.EventId,
            TicketId = ticket.Id,
            Result = ScanResult.Admitted,
            At = at,
            ByName = "Part of the demo",
            Gate = "Main door",
        };
        db.Add(scan);
        return scan.Id;
    }

    // Stored as sent, so that no mail goes out.
    private void AddNotification(DemoSale sale, Order order) =>
        db.Add(
                new Notification
                {
                    Kind = ConfirmOrder.ConfirmationKind,
                    DedupeKey = $"{ConfirmOrder.ConfirmationKind}:{order.Id}:0",
                    Recipient = order.BuyerEmail,
                    OrderId = order.Id,
                    CreatedAt = sale.PaidAt,
                    DueAt = sale.PaidAt,
                }
            )
            .With(n => n.Status, NotificationStatus.Sent)
            .With(n => n.Attempts, 1)
            .With(n => n.Subject, string.Create(CultureInfo.InvariantCulture, $"Your tickets for {sale.Event.Title}"))
            .With(n => n.ServerResponse, "Part of the demo: no email was sent")
            .With(n => n.SentAt, sale.PaidAt.AddSeconds(3));
}
