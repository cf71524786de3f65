using Ticketing.Bench.Filling;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Refunds;
using Ticketing.Payments.Sandbox;
using Ticketing.Tickets;

namespace Ticketing.Bench.History;

/// <summary>Also voids the refunded tickets.</summary>
internal sealed class RefundLedger(Chunk chunk, DateTimeOffset end)
{
    private const int LatestMinutes = 3 * 24 * 60;
    private static readonly Action<Refund, Guid> SetId = Known<Refund>.Setter<Guid>(nameof(Refund.Id));
    private static readonly Action<Refund, RefundStatus> SetStatus = Known<Refund>.Setter<RefundStatus>(nameof(Refund.Status));
    private static readonly Action<Refund, int> SetAttempts = Known<Refund>.Setter<int>(nameof(Refund.Attempts));
    private static readonly Action<Refund, string?> SetReference = Known<Refund>.Setter<string?>(nameof(Refund.ProviderReference));
    private static readonly Action<Refund, DateTimeOffset?> SetSettledAt = Known<Refund>.Setter<DateTimeOffset?>(nameof(Refund.SettledAt));
    private static readonly Action<Ticket, TicketStatus> SetTicketStatus = Known<Ticket>.Setter<TicketStatus>(nameof(Ticket.Status));
    private static readonly Action<Payment, long> SetRefunded = Known<Payment>.Setter<long>(nameof(Payment.Refunded));
    private static readonly Action<SandboxSession, long> SetSessionRefunded = Known<SandboxSession>.Setter<long>(nameof(SandboxSession.Refunded));

    public void Write(Purchase purchase, Order order, PaymentTrace? payment, IReadOnlyList<Ticket> tickets, DateTimeOffset paidAt)
    {
        if (purchase.Fate is not (Fate.GivenBack or Fate.PartlyGivenBack or Fate.PaidTooLate))
        {
            return;
        }

        var returned = purchase.Fate == Fate.PartlyGivenBack ? tickets.Take(1).ToList() : tickets;
        var lines = returned.Select(ticket => LineOf(ticket, purchase, order)).ToList();
        var amount = purchase.Fate == Fate.PaidTooLate ? order.Total : lines.Sum(line => line.Total);
        var latest = Earlier(purchase.Show.Event.StartsAt, end);
        var at = latest < paidAt ? paidAt : Earlier(paidAt + purchase.Dice.Minutes(1, LatestMinutes), latest);
        var refund = chunk.Add(new Refund
        {
            OrderId = order.Id, PaymentId = payment?.Payment.Id, Cause = purchase.Fate == Fate.PaidTooLate ? RefundCause.PaidTooLate : RefundCause.Staff,
            Amount = amount, Currency = order.Currency, Reason = "The buyer asked for it", IdempotencyKey = purchase.Dice.Code(), NextTryAt = at,
            RequestedBy = "Grace", RequestedAt = at,
        });
        SetId(refund, purchase.Dice.Id(at));
        Settle(refund, payment, at);
        foreach (var (ticket, line) in returned.Zip(lines))
        {
            SetTicketStatus(ticket, TicketStatus.Void);
            chunk.Add(new RefundLine
            {
                RefundId = refund.Id, TicketId = line.TicketId, Number = line.Number, Category = line.Category, FaceValue = line.FaceValue, BookingFee = line.BookingFee,
            });
        }
    }

    private void Settle(Refund refund, PaymentTrace? payment, DateTimeOffset at)
    {
        SetStatus(refund, RefundStatus.Succeeded);
        SetAttempts(refund, 1);
        SetSettledAt(refund, at.AddSeconds(2));
        if (payment is not null)
        {
            SetRefunded(payment.Payment, refund.Amount);
            SetSessionRefunded(payment.Session, refund.Amount);
            var id = "re_" + refund.IdempotencyKey;
            SetReference(refund, id);
            chunk.Add(new SandboxRefund { Id = id, IdempotencyKey = refund.IdempotencyKey, SessionId = payment.Session.Id, Amount = refund.Amount, At = at.AddSeconds(1) });
        }
    }

    private static RefundLine LineOf(Ticket ticket, Purchase purchase, Order order)
    {
        var price = purchase.Channel == OrderChannel.Comp ? 0 : purchase.Show.Event.TicketTypes.Single(type => type.Id == ticket.TicketTypeId).Price;
        return new RefundLine
        {
            TicketId = ticket.Id, Number = ticket.Number, Category = ticket.Category, FaceValue = price,
            BookingFee = order.Channel == OrderChannel.Online ? Ledger.FeeOf(price) : 0,
        };
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
