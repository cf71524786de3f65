using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Tests.Features.Payments.Reconciliation;

/// <summary>Matching provider and local records of every kind, to which single differences can be added.</summary>
internal sealed partial class RandomLedgers(Random random)
{
    public static readonly ReconciliationPeriod Span = new(
        new(2031, 2, 3, 0, 0, 0, TimeSpan.Zero),
        new(2031, 2, 10, 0, 0, 0, TimeSpan.Zero)
    );

    private readonly List<ProviderPayment> providerPayments = [];

    private readonly List<ProviderRefund> providerRefunds = [];

    private readonly List<ProviderDispute> providerDisputes = [];

    private readonly List<LocalOrder> orders = [];

    private readonly List<LocalPayment> payments = [];

    private readonly List<LocalRefund> refunds = [];

    private readonly List<LocalDispute> disputes = [];

    private int nameCount;

    /// <summary>Shuffled: the order must not matter.</summary>
    public ProviderRecords Provider =>
        new(PaymentProvider.Stripe, Shuffled(providerPayments), Shuffled(providerRefunds), Shuffled(providerDisputes));

    public LocalRecords Local => new(Shuffled(orders), Shuffled(payments), Shuffled(refunds), Shuffled(disputes));

    /// <summary>Payments of other shops within the span.</summary>
    public int ForeignPayments { get; private set; }

    /// <summary>Within the span or outside it.</summary>
    public void AddMatching()
    {
        switch (random.Next(9))
        {
            case 0:
                AddUnpaidPayment();
                break;
            case 1:
                AddForeignPayment();
                break;
            case 2:
                AddRefund(AddSale(RandomTime()), RefundStatus.Pending, new RefundState.Pending(NextName("re")));
                break;
            case 3:
                // A retried refund: the provider also keeps a row of the first attempt.
                var again = AddRefund(
                    AddSale(RandomTime()),
                    RefundStatus.Succeeded,
                    new RefundState.Succeeded(NextName("re")),
                    key: "re:x:1"
                );
                providerRefunds.Add(
                    new ProviderRefund(
                        again.Payment.Reference!,
                        again.Id,
                        "re:x:0",
                        again.Amount,
                        new RefundState.Failed(NextName("re"), "Closed"),
                        RandomTime()
                    )
                );
                break;
            case 4:
                AddRefund(AddSale(RandomTime()), random.Next(2) == 0 ? RefundStatus.Pending : RefundStatus.Failed, state: null);
                break;
            case 5:
                AddRefund(AddSale(RandomTime(), valid: 0), RefundStatus.Succeeded, new RefundState.Succeeded(NextName("re")), part: 1);
                break;
            case 6:
                var status = Pick<DisputeStatus>();
                AddDispute(
                    AddSale(
                        RandomTime(),
                        valid: status == DisputeStatus.Lost ? 0 : 2,
                        suspended: status is DisputeStatus.NeedsResponse or DisputeStatus.UnderReview ? random.Next(3) : 0
                    ),
                    status
                );
                break;
            case 7:
                // Paid twice, refunded once: the tickets stay valid.
                var once = AddSale(RandomTime());
                var twice = AddPaidPayment(once.Order, RandomTime(), known: true);
                AddRefund(twice, RefundStatus.Succeeded, new RefundState.Succeeded(NextName("re")), part: 1);
                break;
            default:
                AddSale(RandomTime());
                break;
        }
    }

    /// <summary>Adds one difference within the span.</summary>
    /// <returns>The id or reference it is about.</returns>
    public string AddDifference(PaymentDifferenceKind kind)
    {
        switch (kind)
        {
            case PaymentDifferenceKind.PaidAtProviderOnly:
                return AddProviderPayment(
                    AddAttempt(AddOrder(0, 0), random.Next(2) == 0 ? PaymentStatus.Open : PaymentStatus.Expired, null, RandomTime()),
                    RandomTimeWithin()
                ).Reference;
            case PaymentDifferenceKind.PaymentNotFoundLocally:
                providerPayments.Add(
                    new ProviderPayment(
                        NextName("pi"),
                        Guid.NewGuid(),
                        ProviderPaymentStatus.Paid,
                        RandomAmount(),
                        0,
                        10,
                        RandomTimeWithin()
                    )
                );
                return providerPayments[^1].Reference;
            case PaymentDifferenceKind.PaidLocallyOnly:
                var lone = AddAttempt(AddOrder(2, 0), PaymentStatus.Paid, NextName("pi"), RandomTimeWithin());
                if (random.Next(2) == 0)
                {
                    providerPayments.Add(
                        new ProviderPayment(
                            lone.Reference!,
                            lone.Id,
                            ProviderPaymentStatus.NotPaid,
                            lone.Amount,
                            0,
                            null,
                            RandomTimeWithin()
                        )
                    );
                }

                return $"{lone.Id}";
            case PaymentDifferenceKind.AmountDiffers:
                var other = AddSale(RandomTimeWithin());
                Replace(
                    providerPayments,
                    p => p.Reference == other.Reference,
                    p =>
                        p with
                        {
                            Amount =
                                random.Next(3) == 0
                                    ? p.Amount with
                                    {
                                        Currency = "EUR",
                                    }
                                    : p.Amount with
                                    {
                                        MinorUnits = p.Amount.MinorUnits + 1,
                                    },
                        }
                );
                return other.Reference!;
            case PaymentDifferenceKind.FeeDiffers:
                var sale = AddSale(RandomTimeWithin());
                Replace(providerPayments, p => p.Reference == sale.Reference, p => p with { Fee = (p.Fee ?? 0) + 1 });
                Replace(payments, p => p.Id == sale.Id, p => p with { Fee = random.Next(2) == 0 ? null : p.Fee });
                return sale.Reference!;
            case PaymentDifferenceKind.RefundedAtProviderOnly:
                var paid = AddSale(RandomTime());
                providerRefunds.Add(
                    new ProviderRefund(
                        paid.Reference!,
                        null,
                        null,
                        HalfOf(paid),
                        random.Next(2) == 0 ? new RefundState.Succeeded(NextName("re")) : new RefundState.Pending(NextName("re")),
                        RandomTimeWithin()
                    )
                );
                return providerRefunds[^1].Reference;
            case PaymentDifferenceKind.RefundSettledAtProvider:
                var (here, state) = random.Next(3) switch
                {
                    0 => (RefundStatus.Pending, (RefundState)new RefundState.Succeeded(NextName("re"))),
                    1 => (RefundStatus.Pending, new RefundState.Failed(NextName("re"), "Closed")),
                    _ => (RefundStatus.Failed, new RefundState.Succeeded(NextName("re"))),
                };
                AddRefund(AddSale(RandomTime()), here, state, at: RandomTimeWithin());
                return state.Reference;
            case PaymentDifferenceKind.RefundFailedAtProvider:
                var back = new RefundState.Failed(NextName("re"), "Sent back");
                AddRefund(AddSale(RandomTime()), RefundStatus.Succeeded, back, named: true, at: RandomTimeWithin());
                return back.Reference;
            case PaymentDifferenceKind.RefundNotFoundAtProvider:
                var refundStatus = random.Next(2) == 0 ? RefundStatus.Succeeded : RefundStatus.Pending;
                var unknown = AddRefund(AddSale(RandomTime()), refundStatus, state: null, named: true, at: RandomTimeWithin());
                return $"{unknown.Id}";
            case PaymentDifferenceKind.DisputeNotFoundLocally:
                var disputed = AddSale(RandomTime());
                providerDisputes.Add(
                    new ProviderDispute
                    {
                        Reference = NextName("dp"),
                        PaymentReference = disputed.Reference!,
                        Amount = disputed.Amount,
                        Reason = "fraudulent",
                        Status = Pick<DisputeStatus>(),
                        IsWithdrawn = true,
                        RespondBy = null,
                        OpenedAt = RandomTimeWithin(),
                    }
                );
                return providerDisputes[^1].Reference;
            case PaymentDifferenceKind.DisputeChanged:
                var open = AddDispute(AddSale(RandomTime()), DisputeStatus.NeedsResponse, RandomTimeWithin());
                Replace(
                    providerDisputes,
                    d => d.Reference == open.Reference,
                    d =>
                        random.Next(3) switch
                        {
                            0 => d with { Status = DisputeStatus.UnderReview },
                            1 => d with { IsWithdrawn = !d.IsWithdrawn },
                            _ => d with { RespondBy = Span.Until.AddDays(3) },
                        }
                );
                return open.Reference;
            case PaymentDifferenceKind.TicketsStillValid:
                var gone = AddSale(RandomTime());
                if (random.Next(2) == 0)
                {
                    AddRefund(gone, RefundStatus.Succeeded, new RefundState.Succeeded(NextName("re")), part: 1);
                }
                else
                {
                    AddDispute(gone, DisputeStatus.Lost);
                }

                return $"{gone.Order.Id}";
            default:
                var won = AddSale(RandomTime(), suspended: 1);
                AddDispute(won, DisputeStatus.Won);
                return $"{won.Order.Id}";
        }
    }
}
