using System.Globalization;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Tests.Features.Payments.Reconciliation;

internal sealed partial class RandomLedgers
{
    private void AddUnpaidPayment()
    {
        var status = new[]
        {
            PaymentStatus.Opening,
            PaymentStatus.Open,
            PaymentStatus.Declined,
            PaymentStatus.Cancelled,
            PaymentStatus.Expired,
        }[random.Next(5)];
        var attempt = AddAttempt(AddOrder(0, 0), status, null, RandomTime());
        if (random.Next(2) == 0)
        {
            providerPayments.Add(
                new ProviderPayment(
                    NextName("pi"),
                    attempt.Id,
                    random.Next(2) == 0 ? ProviderPaymentStatus.NotPaid : ProviderPaymentStatus.Processing,
                    attempt.Amount,
                    0,
                    null,
                    attempt.SettledOrCreatedAt
                )
            );
        }
    }

    private void AddForeignPayment()
    {
        var (at, isPaid) = (RandomTime(), random.Next(2) == 0);
        var told = new ProviderPayment(
            NextName("pi"),
            null,
            isPaid ? ProviderPaymentStatus.Paid : ProviderPaymentStatus.NotPaid,
            RandomAmount(),
            0,
            5,
            at
        );
        providerPayments.Add(told);
        providerRefunds.Add(
            new ProviderRefund(told.Reference, null, null, told.Amount, new RefundState.Succeeded(NextName("re")), RandomTimeWithin())
        );
        providerDisputes.Add(
            new ProviderDispute
            {
                Reference = NextName("dp"),
                PaymentReference = told.Reference,
                Amount = told.Amount,
                Reason = "general",
                Status = DisputeStatus.Lost,
                IsWithdrawn = true,
                RespondBy = null,
                OpenedAt = RandomTimeWithin(),
            }
        );
        ForeignPayments += isPaid && Span.Contains(at) ? 1 : 0;
    }

    private LocalPayment AddSale(DateTimeOffset at, int valid = 2, int suspended = 0) =>
        AddPaidPayment(AddOrder(valid, suspended), at, random.Next(4) > 0);

    private LocalPayment AddPaidPayment(LocalOrder order, DateTimeOffset at, bool known)
    {
        // The provider's date counts, whenever it was settled here.
        var payment = AddAttempt(
            order,
            PaymentStatus.Paid,
            NextName("pi"),
            random.Next(4) == 0 ? RandomTime() : at,
            random.Next(3) == 0 ? null : random.Next(1, 99)
        );
        AddProviderPayment(payment, at, known ? payment.Id : null);
        return payment;
    }

    private ProviderPayment AddProviderPayment(LocalPayment payment, DateTimeOffset at, Guid? id = null)
    {
        var told = new ProviderPayment(
            payment.Reference ?? NextName("pi"),
            payment.Reference is null ? payment.Id : id,
            ProviderPaymentStatus.Paid,
            payment.Amount,
            0,
            payment.Fee,
            at
        );
        providerPayments.Add(told);
        return told;
    }

    private LocalPayment AddAttempt(LocalOrder order, PaymentStatus status, string? reference, DateTimeOffset at, long? fee = null)
    {
        payments.Add(
            new LocalPayment
            {
                Id = Guid.NewGuid(),
                Order = order,
                Provider = PaymentProvider.Stripe,
                Reference = reference,
                Status = status,
                Amount = RandomAmount(),
                Fee = fee,
                SettledOrCreatedAt = at,
            }
        );
        return payments[^1];
    }

    private LocalOrder AddOrder(int valid, int suspended)
    {
        orders.Add(new LocalOrder(Guid.NewGuid(), $"ORDER-{++nameCount}", valid, suspended));
        return orders[^1];
    }

    /// <param name="state">Null if the provider has no record.</param>
    /// <param name="named">True if we know the provider's reference; random if null.</param>
    private LocalRefund AddRefund(
        LocalPayment payment,
        RefundStatus status,
        RefundState? state,
        decimal part = 0.5m,
        string key = "re:x:0",
        bool? named = null,
        DateTimeOffset? at = null
    )
    {
        var knows = named ?? (state is not null && random.Next(2) == 0);
        var amount = payment.Amount with { MinorUnits = (long)(payment.Amount.MinorUnits * part) };
        var day = at ?? RandomTime();
        var refund = new LocalRefund(
            Guid.NewGuid(),
            payment,
            knows ? state?.Reference ?? NextName("re") : null,
            key,
            status,
            amount,
            state is null ? day : RandomTime()
        );
        refunds.Add(refund);
        if (state is not null)
        {
            providerRefunds.Add(new ProviderRefund(payment.Reference!, knows ? null : refund.Id, knows ? null : key, amount, state, day));
        }

        return refund;
    }

    private LocalDispute AddDispute(LocalPayment payment, DisputeStatus status, DateTimeOffset? at = null)
    {
        var dispute = new LocalDispute(
            payment,
            NextName("dp"),
            payment.Amount,
            status,
            status != DisputeStatus.Won,
            random.Next(2) == 0 ? null : RandomTime(),
            at ?? RandomTime()
        );
        disputes.Add(dispute);
        providerDisputes.Add(
            new ProviderDispute
            {
                Reference = dispute.Reference,
                PaymentReference = payment.Reference!,
                Amount = dispute.Amount,
                Reason = "fraudulent",
                Status = status,
                IsWithdrawn = dispute.IsWithdrawn,
                RespondBy = dispute.RespondBy,
                OpenedAt = dispute.OpenedAt,
            }
        );
        return dispute;
    }

    private DateTimeOffset RandomTimeWithin() => Span.From.AddSeconds(random.Next(7 * 86_400));

    /// <summary>Inside or outside the span, often on its edge.</summary>
    private DateTimeOffset RandomTime() =>
        random.Next(4) switch
        {
            0 => Span.From.AddTicks(-random.Next(2)),
            1 => Span.Until.AddTicks(-random.Next(2)),
            2 => Span.From.AddDays(-20 + (random.NextDouble() * 40)),
            _ => RandomTimeWithin(),
        };

    private Money RandomAmount() => new(random.Next(1, 5_000) * 2, random.Next(8) == 0 ? "JPY" : "GBP");

    private static Money HalfOf(LocalPayment payment) => payment.Amount with { MinorUnits = payment.Amount.MinorUnits / 2 };

    private string NextName(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}_{++nameCount}");

    private T Pick<T>()
        where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];

    private List<T> Shuffled<T>(List<T> each)
    {
        var copy = each.ToArray();
        random.Shuffle(copy);
        return [.. copy];
    }

    private static void Replace<T>(List<T> each, Predicate<T> which, Func<T, T> change)
    {
        var at = each.FindIndex(which);
        each[at] = change(each[at]);
    }
}
