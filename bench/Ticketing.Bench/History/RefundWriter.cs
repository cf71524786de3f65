using Ticketing.Bench.Loading;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;

namespace Ticketing.Bench.History;

/// <summary>Also voids the refunded tickets.</summary>
internal sealed class RefundWriter(RowBatch chunk, DateTimeOffset end)
{
    private const int LatestMinutes = 3 * 24 * 60;
    private static readonly Action<Refund, Guid> SetId = PrivateSetter<Refund>.For<Guid>(nameof(Refund.Id));
    private static readonly Action<Refund, RefundStatus> SetStatus = PrivateSetter<Refund>.For<RefundStatus>(nameof(Refund.Status));
    private static readonly Action<Refund, int> SetAttempts = PrivateSetter<Refund>.For<int>(nameof(Refund.Attempts));
    private static readonly Action<Refund, string?> SetReference = PrivateSetter<Refund>.For<string?>(nameof(Refund.ProviderReference));
    private static readonly Action<Refund, DateTimeOffset?> SetSettledAt = PrivateSetter<Refund>.For<DateTimeOffset?>(
        nameof(Refund.SettledAt)
    );
    private static readonly Action<Ticket, TicketStatus> SetTicketStatus = PrivateSetter<Ticket>.For<TicketStatus>(nameof(Ticket.Status));
    private static readonly Action<Payment, long> SetRefunded = PrivateSetter<Payment>.For<long>(nameof(Payment.Refunded));
    private static readonly Action<SandboxSession, long> SetSessionRefunded = PrivateSetter<SandboxSession>.For<long>(
        nameof(SandboxSession.Refunded)
    );

    public void Write(Purchase purchase, Order order, WrittenPayment? payment, IReadOnlyList<Ticket> tickets, DateTimeOffset paidAt)
    {
        if (purchase.Outcome is not (PurchaseOutcome.Refunded or PurchaseOutcome.PartlyRefunded or PurchaseOutcome.PaidTooLate))
        {
            return;
        }

        var returned = purchase.Outcome == PurchaseOutcome.PartlyRefunded ? tickets.Take(1).ToList() : tickets;
        var lines = returned.Select(ticket => CreateLine(ticket, purchase, order)).ToList();
        var amount = purchase.Outcome == PurchaseOutcome.PaidTooLate ? order.Total : lines.Sum(line => line.Total);
        var latest = Earlier(purchase.Show.Event.StartsAt, end);
        var at = latest < paidAt ? paidAt : Earlier(paidAt + purchase.Random.Minutes(1, LatestMinutes), latest);
        var refund = chunk.Add(
            new Refund
            {
                OrderId = order.Id,
                PaymentId = payment?.Payment.Id,
                Cause = purchase.Outcome == PurchaseOutcome.PaidTooLate ? RefundCause.PaidTooLate : RefundCause.Staff,
                Amount = amount,
                Currency = order.Currency,
                Reason = "The buyer asked for it",
                IdempotencyKey = purchase.Random.Code(),
                NextTryAt = at,
                RequestedBy = "Grace",
                RequestedAt = at,
            }
        );
        SetId(refund, purchase.Random.Id(at));
        Settle(refund, payment, at);
        foreach (var (ticket, line) in returned.Zip(lines))
        {
            SetTicketStatus(ticket, TicketStatus.Void);
            chunk.Add(
                new RefundLine
                {
                    RefundId = refund.Id,
                    TicketId = line.TicketId,
                    Number = line.Number,
                    Category = line.Category,
                    FaceValue = line.FaceValue,
                    BookingFee = line.BookingFee,
                }
            );
        }
    }

    private void Settle(Refund refund, WrittenPayment? payment, DateTimeOffset at)
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
            chunk.Add(
                new SandboxRefund
                {
                    Id = id,
                    IdempotencyKey = refund.IdempotencyKey,
                    SessionId = payment.Session.Id,
                    Amount = refund.Amount,
                    At = at.AddSeconds(1),
                }
            );
        }
    }

    private static RefundLine CreateLine(Ticket ticket, Purchase purchase, Order order)
    {
        var price =
            purchase.Channel == OrderChannel.Comp
                ? 0
                : purchase.Show.Event.TicketTypes.Single(type => type.Id == ticket.TicketTypeId).Price;
        return new RefundLine
        {
            TicketId = ticket.Id,
            Number = ticket.Number,
            Category = ticket.Category,
            FaceValue = price,
            BookingFee = order.Channel == OrderChannel.Online ? PurchaseWriter.CalculateFee(price) : 0,
        };
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
