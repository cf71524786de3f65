using Ticketing.Bench.Loading;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Bench.History;

internal sealed record WrittenPayment(Payment Payment, SandboxSession Session);

internal sealed class PaymentWriter(RowBatch chunk)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);
    private static readonly Action<Payment, Guid> SetId = PrivateSetter<Payment>.For<Guid>(nameof(Payment.Id));
    private static readonly Action<Payment, PaymentStatus> SetStatus = PrivateSetter<Payment>.For<PaymentStatus>(nameof(Payment.Status));
    private static readonly Action<Payment, string?> SetSession = PrivateSetter<Payment>.For<string?>(nameof(Payment.SessionId));
    private static readonly Action<Payment, string?> SetPage = PrivateSetter<Payment>.For<string?>(nameof(Payment.PageUrl));
    private static readonly Action<Payment, DateTimeOffset?> SetSettledAt = PrivateSetter<Payment>.For<DateTimeOffset?>(
        nameof(Payment.SettledAt)
    );
    private static readonly Action<SandboxSession, SandboxStatus> SetSessionStatus = PrivateSetter<SandboxSession>.For<SandboxStatus>(
        nameof(SandboxSession.Status)
    );
    private static readonly (PaymentStatus Local, SandboxStatus Provider)[] Failures =
    [
        (PaymentStatus.Declined, SandboxStatus.Declined),
        (PaymentStatus.Cancelled, SandboxStatus.Cancelled),
        (PaymentStatus.Expired, SandboxStatus.Expired),
    ];

    /// <returns>Null if no payment was started.</returns>
    public WrittenPayment? Write(Purchase purchase, Order order, DateTimeOffset at, DateTimeOffset paidAt)
    {
        var dice = purchase.Random;
        if (purchase.Outcome == PurchaseOutcome.NeverPaid && dice.OneIn(4))
        {
            return null;
        }

        var payment = chunk.Add(
            new Payment
            {
                OrderId = order.Id,
                Attempt = 1,
                Provider = PaymentProvider.Sandbox,
                Amount = order.Total,
                Currency = order.Currency,
                BuyerEmail = order.BuyerEmail,
                Title = purchase.Show.Event.Title,
                ReturnUrl = $"https://tickets.example/payments/return/{order.Id:N}",
                IdempotencyKey = $"co:{order.Id}:1",
                ReturnCode = dice.Code(),
                CreatedAt = at,
                Deadline = at + Window,
                SessionExpiresAt = at + Window + RecordPayment.ProviderDeadlineMargin,
                NextCheckAt = at + PaymentSettlementJob.CheckInterval,
            }
        );
        var session = chunk.Add(
            new SandboxSession
            {
                Id = dice.Code(),
                IdempotencyKey = payment.IdempotencyKey,
                Title = payment.Title,
                OrderReference = order.Reference,
                Amount = payment.Amount,
                Currency = payment.Currency,
                ReturnPath = $"/payments/return/{payment.ReturnCode}",
                ExpiresAt = payment.SessionExpiresAt,
            }
        );
        var (here, there) = purchase.Outcome == PurchaseOutcome.NeverPaid ? dice.Pick(Failures) : (PaymentStatus.Paid, SandboxStatus.Paid);
        SetId(payment, dice.Id(at));
        SetStatus(payment, here);
        SetSession(payment, session.Id);
        SetPage(payment, $"/sandbox/{session.Id}");
        SetSettledAt(payment, paidAt);
        SetSessionStatus(session, there);
        return new WrittenPayment(payment, session);
    }
}
