using Ticketing.Bench.Filling;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;

namespace Ticketing.Bench.History;

internal sealed record PaymentTrace(Payment Payment, SandboxSession Session);

internal sealed class PaymentLedger(Chunk chunk)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);
    private static readonly Action<Payment, Guid> SetId = Known<Payment>.Setter<Guid>(nameof(Payment.Id));
    private static readonly Action<Payment, PaymentStatus> SetStatus = Known<Payment>.Setter<PaymentStatus>(nameof(Payment.Status));
    private static readonly Action<Payment, string?> SetSession = Known<Payment>.Setter<string?>(nameof(Payment.SessionId));
    private static readonly Action<Payment, string?> SetPage = Known<Payment>.Setter<string?>(nameof(Payment.PageUrl));
    private static readonly Action<Payment, DateTimeOffset?> SetSettledAt = Known<Payment>.Setter<DateTimeOffset?>(nameof(Payment.SettledAt));
    private static readonly Action<SandboxSession, SandboxStatus> SetSessionStatus = Known<SandboxSession>.Setter<SandboxStatus>(nameof(SandboxSession.Status));
    private static readonly (PaymentStatus Here, SandboxStatus There)[] Failures =
        [(PaymentStatus.Declined, SandboxStatus.Declined), (PaymentStatus.Cancelled, SandboxStatus.Cancelled), (PaymentStatus.Expired, SandboxStatus.Expired)];

    /// <returns>Null if no payment was started.</returns>
    public PaymentTrace? Write(Purchase purchase, Order order, DateTimeOffset at, DateTimeOffset paidAt)
    {
        var dice = purchase.Dice;
        if (purchase.Fate == Fate.NeverPaid && dice.OnceIn(4))
        {
            return null;
        }

        var payment = chunk.Add(new Payment
        {
            OrderId = order.Id, Attempt = 1, Provider = PaymentProvider.Sandbox, Amount = order.Total, Currency = order.Currency, BuyerEmail = order.BuyerEmail,
            Title = purchase.Show.Event.Title, ReturnUrl = $"https://tickets.example/payments/return/{order.Id:N}", IdempotencyKey = $"co:{order.Id}:1",
            ReturnCode = dice.Code(), CreatedAt = at, Deadline = at + Window, SessionExpiresAt = at + Window + StartPayment.ProviderSlack,
            NextCheckAt = at + PaymentReconciler.CheckEvery,
        });
        var session = chunk.Add(new SandboxSession
        {
            Id = dice.Code(), IdempotencyKey = payment.IdempotencyKey, Title = payment.Title, OrderReference = order.Reference, Amount = payment.Amount,
            Currency = payment.Currency, ReturnPath = $"/payments/return/{payment.ReturnCode}", ExpiresAt = payment.SessionExpiresAt,
        });
        var (here, there) = purchase.Fate == Fate.NeverPaid ? dice.Of(Failures) : (PaymentStatus.Paid, SandboxStatus.Paid);
        SetId(payment, dice.Id(at));
        SetStatus(payment, here);
        SetSession(payment, session.Id);
        SetPage(payment, $"/sandbox/{session.Id}");
        SetSettledAt(payment, paidAt);
        SetSessionStatus(session, there);
        return new PaymentTrace(payment, session);
    }
}
