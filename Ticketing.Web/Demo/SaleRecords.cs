using System.Globalization;
using Ticketing.CheckIn;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tickets;

namespace Ticketing.Demo;

/// <summary>Writes all rows of a sale: hold, order, payment, tickets and mail.</summary>
internal sealed class SaleRecords(TicketingDbContext db, OrderSnapshot snapshot, PaymentOptions payments, HoldOptions holds)
{
    /// <summary>The caller saves.</summary>
    public void Add(Sale sale, long receiptNumber)
    {
        var isFree = sale.Channel == OrderChannel.Comp || sale.Lines.All(line => line.Type.Price == 0);
        var isOnline = sale.Channel == OrderChannel.Online;
        var deadline = isFree || !isOnline ? sale.HeldAt + holds.Lifetime : sale.OrderedAt + payments.Window;
        var hold = AddHold(sale, deadline);
        var order = snapshot.Of(hold, sale.Buyer, sale.OrderedAt, sale.Channel, isOnline ? null : hold.BrowserKey);
        db.Add(order)
            .With(o => o.Status, OrderStatus.Paid)
            .With(o => o.PaidAt, sale.PaidAt)
            .With(o => o.PaidWith, (sale.Channel, isFree) switch
            {
                (OrderChannel.Comp, _) => Order.Complimentary,
                (_, true) => "Free of charge",
                (OrderChannel.BoxOffice, _) => "Cash",
                _ => "Sandbox card (no money moved)",
            })
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

    public void Add(Passing passing)
    {
        var hold = HoldOf(passing.Event, passing.HeldAt, passing.HeldAt + holds.Lifetime, [passing.Line]);
        db.Add(hold).With(h => h.Status, passing.GivenBack ? HoldStatus.Released : HoldStatus.Expired)
            .With(h => h.EndedAt, passing.GivenBack ? passing.HeldAt + (holds.Lifetime / 3) : hold.ExpiresAt);
    }

    private Hold AddHold(Sale sale, DateTimeOffset expiresAt)
    {
        var hold = HoldOf(sale.Event, sale.HeldAt, expiresAt, sale.Lines);
        db.Add(hold).With(h => h.Status, HoldStatus.Sold).With(h => h.EndedAt, sale.PaidAt);
        return hold;
    }

    private static Hold HoldOf(Event show, DateTimeOffset placedAt, DateTimeOffset expiresAt, IReadOnlyList<SaleLine> lines)
    {
        var hold = new Hold
        {
            Code = UnguessableCode.New(), EventId = show.Id, BrowserKey = UnguessableCode.New(), Slot = 1, PlacedAt = placedAt, ExpiresAt = expiresAt,
        };
        foreach (var (type, quantity) in lines)
        {
            hold.Add(new HoldLine
            {
                TicketTypeId = type.Id, Category = type.Category, FaceValue = type.Price, Quantity = quantity, Position = type.Position,
            });
        }

        return hold;
    }

    private void AddPayment(Sale sale, Order order, DateTimeOffset deadline)
    {
        var payment = new Payment
        {
            OrderId = order.Id, Attempt = 1, Provider = PaymentProvider.Sandbox, Amount = order.Total, Currency = order.Currency,
            BuyerEmail = order.BuyerEmail, Title = sale.Event.Title, ReturnUrl = $"http://localhost:5000/payments/return/{order.Id:N}",
            IdempotencyKey = $"co:{order.Id}:1", ReturnCode = UnguessableCode.New(), CreatedAt = sale.OrderedAt,
            Deadline = deadline, SessionExpiresAt = deadline + StartPayment.ProviderSlack, NextCheckAt = sale.OrderedAt + PaymentReconciler.CheckEvery,
        };
        var session = new SandboxSession
        {
            Id = UnguessableCode.New(), IdempotencyKey = payment.IdempotencyKey, Title = sale.Event.Title, OrderReference = order.Reference,
            Amount = order.Total, Currency = order.Currency, ReturnPath = $"/payments/return/{payment.ReturnCode}",
            ExpiresAt = payment.SessionExpiresAt,
        };
        db.Add(session).With(s => s.Status, SandboxStatus.Paid);
        db.Add(payment)
            .With(p => p.Status, PaymentStatus.Paid)
            .With(p => p.Fee, SandboxGateway.FeeOn(order.Total))
            .With(p => p.SessionId, session.Id)
            .With(p => p.PageUrl, $"/sandbox/{session.Id}")
            .With(p => p.SettledAt, sale.PaidAt);
    }

    private void AddTickets(Sale sale, Order order)
    {
        var types = sale.Lines.SelectMany(line => Enumerable.Repeat(line.Type, line.Quantity));
        foreach (var (index, (type, arrival)) in types.Zip(sale.Arrivals).Index())
        {
            var ticket = new Ticket
            {
                OrderId = order.Id, EventId = sale.Event.Id, TicketTypeId = type.Id, Category = type.Category,
                Number = index + 1, Attendee = order.BuyerName, IssuedAt = sale.PaidAt,
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
            Key = UnguessableCode.New(), EventId = ticket.EventId, TicketId = ticket.Id, Result = ScanResult.Admitted, At = at,
            ByName = "Part of the demo", Gate = "Main door",
        };
        db.Add(scan);
        return scan.Id;
    }

    // Stored as sent, so that no mail goes out.
    private void AddNotification(Sale sale, Order order) => db.Add(new Notification
    {
        Kind = ConfirmOrder.ConfirmationKind, DedupeKey = $"{ConfirmOrder.ConfirmationKind}:{order.Id}:0",
        Recipient = order.BuyerEmail, OrderId = order.Id, CreatedAt = sale.PaidAt, DueAt = sale.PaidAt,
    })
        .With(n => n.Status, NotificationStatus.Sent)
        .With(n => n.Attempts, 1)
        .With(n => n.Subject, string.Create(CultureInfo.InvariantCulture, $"Your tickets for {sale.Event.Title}"))
        .With(n => n.ServerResponse, "Part of the demo: no mail was sent")
        .With(n => n.SentAt, sale.PaidAt.AddSeconds(3));
}
