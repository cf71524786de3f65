using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Promotions;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support;

/// <summary>Must hold whenever no operation is running.</summary>
public static class Invariants
{
    public static Task AssertInvariantsAsync(this TicketingApp app) => app.UseAsync<TicketingDbContext>(db => AssertAsync(db));

    /// <param name="eventId">Checks a single event, for speed.</param>
    public static async Task AssertAsync(TicketingDbContext db, Guid? eventId = null)
    {
        var ct = TestContext.Current.CancellationToken;
        var events = await db.Set<Event>()
            .AsNoTracking()
            .Include(e => e.TicketTypes)
            .Where(e => eventId == null || e.Id == eventId)
            .ToListAsync(ct);
        var holds = await db.Set<Hold>()
            .AsNoTracking()
            .Include(h => h.Lines)
            .Where(h => eventId == null || h.EventId == eventId)
            .ToListAsync(ct);
        var orders = await db.Set<Order>()
            .AsNoTracking()
            .Include(o => o.Lines)
            .Where(o => eventId == null || o.EventId == eventId)
            .ToListAsync(ct);
        var tickets = await db.Set<Ticket>().AsNoTracking().Where(t => eventId == null || t.EventId == eventId).ToListAsync(ct);
        var ids = orders.Select(o => o.Id).ToList();
        AssertStock(events, holds, tickets);
        await WaitingListInvariants.AssertAsync(db, events, holds);
        AssertOrders(orders, holds, tickets);
        if (eventId is null)
        {
            var people = await db.Set<PromoCodePerson>().AsNoTracking().ToListAsync(ct);
            PromoCodeInvariants.Assert(await db.Set<PromoCode>().AsNoTracking().ToListAsync(ct), people, holds, orders, tickets);
        }

        var payments = await db.Set<Payment>().AsNoTracking().Where(p => eventId == null || ids.Contains(p.OrderId)).ToListAsync(ct);
        var references = orders.ToDictionary(o => o.Id, o => o.PaymentReference);
        var seconds = payments.Where(p => p.Reference is not null && references[p.OrderId] != p.Reference).ToList();
        AssertPayments(orders, [.. payments.Except(seconds)]);
        var refunds = await db.Set<Refund>()
            .AsNoTracking()
            .Include(r => r.Lines)
            .Where(r => eventId == null || ids.Contains(r.OrderId))
            .ToListAsync(ct);
        AssertRefunds(orders, tickets, [.. refunds.Where(r => seconds.TrueForAll(p => p.Id != r.PaymentId))]);
        Assert.All(seconds, second => Assert.Equal(second.Amount, refunds.Where(r => r.PaymentId == second.Id).Sum(r => r.Amount)));
        AssertMoney(payments, refunds, await db.Set<SandboxRefund>().AsNoTracking().Where(r => r.Refusal == null).ToListAsync(ct));
        AssertNotifications(orders, await db.Set<Notification>().AsNoTracking().Where(n => n.OrderId != null).ToListAsync(ct));
        if (eventId is null)
        {
            var restores = await db.Set<Restore>().CountAsync(ct);
            AssertNumbers(orders.Where(o => o.WasSold).Select(o => o.ReceiptNumber!.Value), restores);
            AssertNumbers(refunds.Select(r => r.CreditNoteNumber).OfType<long>(), restores);
        }
    }

    /// <summary>Held equals the open holds, sold equals the valid tickets, and with what is reserved they fit the capacity.</summary>
    private static void AssertStock(List<Event> events, List<Hold> holds, List<Ticket> tickets)
    {
        var held = holds
            .Where(h => h.Status is HoldStatus.Live or HoldStatus.InPayment)
            .SelectMany(h => h.Lines)
            .ToLookup(l => l.TicketTypeId);
        var sold = tickets.Where(t => t.Status == TicketStatus.Valid).ToLookup(t => t.TicketTypeId);
        foreach (var type in events.SelectMany(e => e.TicketTypes))
        {
            Assert.Equal(held[type.Id].Sum(l => l.Quantity), type.Held);
            Assert.Equal(sold[type.Id].Count(), type.Sold);
            Assert.InRange(type.Held + type.Sold + type.Reserved, 0, type.Capacity);
            Assert.Equal(type.Capacity, type.Held + type.Sold + type.Reserved + type.Remaining);
        }

        foreach (var @event in events)
        {
            Assert.Equal(@event.TicketTypes.Sum(t => t.Held), @event.Held);
            Assert.Equal(@event.TicketTypes.Sum(t => t.Sold), @event.Sold);
            Assert.True(@event.Held + @event.Sold + @event.Reserved <= (@event.Capacity ?? int.MaxValue));
        }
    }

    /// <summary>Paid orders have their tickets, a sold hold and a gapless receipt number; other orders have none of these.</summary>
    private static void AssertOrders(List<Order> orders, List<Hold> holds, List<Ticket> tickets)
    {
        var ticketsOf = tickets.ToLookup(t => t.OrderId);
        var holdOf = holds.ToDictionary(h => h.Id);
        foreach (var order in orders)
        {
            var paid = order.WasSold;
            var bought = order.Lines.SelectMany(l => Enumerable.Repeat(l.TicketTypeId, l.Quantity)).Order();
            Assert.Equal(paid ? bought : [], ticketsOf[order.Id].Select(t => t.TicketTypeId).Order());
            Assert.Equal(paid, holdOf[order.HoldId].Status == HoldStatus.Sold);
            Assert.Equal(order.Lines.Sum(l => l.Total), order.Total);
        }
    }

    /// <summary>Without a gap, but for the numbers that a restore skips.</summary>
    private static void AssertNumbers(IEnumerable<long> given, int restores)
    {
        List<long> numbers = [0, .. given.Order()];
        var gaps = numbers.Zip(numbers.Skip(1), (last, next) => next - last - 1).Where(gap => gap != 0).ToList();
        Assert.All(gaps, gap => Assert.True(gap > 0 && gap % 10_000 == 0, $"{gap} numbers are missing."));
        Assert.InRange(gaps.Count, 0, restores);
    }

    /// <summary>
    /// Payments match online orders to the minor unit, and no order was paid twice. Staff sales have no payment and state how they were
    /// paid; comps cost nothing.
    /// </summary>
    private static void AssertPayments(List<Order> orders, List<Payment> payments)
    {
        var paid = payments.Where(p => p.Status == PaymentStatus.Paid).ToList();
        Assert.Equal(paid.Count, paid.DistinctBy(p => p.OrderId).Count());
        var due = orders
            .Where(o => o is { Channel: OrderChannel.Online, Total: > 0 } && (o.WasSold || o.Status == OrderStatus.PaidTooLate))
            .ToDictionary(o => o.Id, o => o.Total);
        Assert.Equal(due, paid.ToDictionary(p => p.OrderId, p => p.Amount));
        var byStaff = orders.Where(o => o.Channel != OrderChannel.Online).ToList();
        Assert.DoesNotContain(payments, p => byStaff.Any(o => o.Id == p.OrderId));
        Assert.All(
            byStaff,
            order => Assert.True(HasValidPaymentMethod(order), $"{order.Channel} order of {order.Total} paid with {order.PaidWith}")
        );
        Assert.Equal(byStaff.Count, byStaff.Select(o => o.SaleKey).OfType<string>().Distinct().Count());
    }

    private static bool HasValidPaymentMethod(Order order) =>
        (order.Channel, order.Total) switch
        {
            (OrderChannel.Comp, 0) => order.PaidWith == Order.Complimentary,
            (OrderChannel.BoxOffice, 0) => order.PaidWith == "Free of charge",
            (OrderChannel.BoxOffice, > 0) => order.PaidWith is "Cash" or "Card terminal",
            _ => false,
        };

    /// <summary>
    /// Void tickets were refunded exactly once, valid ones never. Orders with nothing left are closed; late payments are refunded in full.
    /// </summary>
    private static void AssertRefunds(List<Order> orders, List<Ticket> tickets, List<Refund> refunds)
    {
        Assert.Equal(
            tickets.Where(t => t.Status == TicketStatus.Void).Select(t => t.Id).Order(),
            refunds.SelectMany(r => r.Lines).Select(l => l.TicketId).Order()
        );
        var refundsOf = refunds.ToLookup(r => r.OrderId);
        var valid = tickets.Where(t => t.Status == TicketStatus.Valid).Select(t => t.OrderId).ToHashSet();
        foreach (var order in orders)
        {
            var isOver = order.WasSold && !valid.Contains(order.Id) && refundsOf[order.Id].All(r => r.Status == RefundStatus.Succeeded);
            Assert.Equal(isOver, order.Status == OrderStatus.Refunded);
            Assert.InRange(refundsOf[order.Id].Sum(r => r.Amount), 0, order.Total);
            if (order.Status == OrderStatus.PaidTooLate)
            {
                Assert.Equal(order.Total, Assert.Single(refundsOf[order.Id]).Amount);
            }
        }

        var sold = orders.Where(o => o.WasSold).Select(o => o.Id).ToHashSet();
        Assert.All(
            refunds.Where(r => r.CreditNoteNumber is not null),
            refund =>
                Assert.True(refund is { Amount: > 0, Cause: not RefundCause.PaidTooLate } && sold.Contains(refund.OrderId), "No sale.")
        );
        Assert.All(
            refunds.Where(r => r.Cause is not RefundCause.PaidTooLate and not RefundCause.MadeAtProvider),
            refund => Assert.Equal(refund.Amount, refund.Lines.Sum(l => l.Total))
        );
    }

    /// <summary>Refunds add up to the payments' counter and to the provider's ledger.</summary>
    private static void AssertMoney(List<Payment> payments, List<Refund> refunds, List<SandboxRefund> ledger)
    {
        var promised = refunds.Where(r => r.PaymentId is not null).ToLookup(r => r.PaymentId!.Value);
        var paidBack = ledger.ToLookup(r => r.SessionId);
        foreach (var payment in payments)
        {
            Assert.Equal(promised[payment.Id].Sum(r => r.Amount), payment.Refunded);
            if (
                payment is { Provider: PaymentProvider.Sandbox, SessionId: { } session }
                && promised[payment.Id].All(r => r.Status != RefundStatus.Pending)
            )
            {
                Assert.Equal(
                    promised[payment.Id].Where(r => r.Status == RefundStatus.Succeeded && !r.IsManual).Sum(r => r.Amount),
                    paidBack[session].Sum(r => r.Amount)
                );
            }
        }
    }

    private static void AssertNotifications(List<Order> orders, List<Notification> notifications)
    {
        var told = notifications.Where(n => n.Kind == ConfirmOrder.ConfirmationKind).Select(n => n.OrderId).ToHashSet();
        Assert.All(orders.Where(o => o.WasSold && o.BuyerEmail.Length > 0), order => Assert.Contains(order.Id, told));
        Assert.DoesNotContain(notifications, n => n.Recipient.Length == 0);
    }
}
