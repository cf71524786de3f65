using System.Globalization;
using Ticketing.Payments;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Payments.Review;
using Ticketing.Settings;

namespace Ticketing.Tests.Payments.Review;

/// <summary>Matching provider and local records of every kind, to which single differences can be added.</summary>
internal sealed class RandomBooks(Random random)
{
    public static readonly ReviewSpan Span = new(new(2031, 2, 3, 0, 0, 0, TimeSpan.Zero), new(2031, 2, 10, 0, 0, 0, TimeSpan.Zero));

    private readonly List<ProviderPayment> theirPayments = [];
    private readonly List<ProviderRefund> theirRefunds = [];
    private readonly List<ProviderDispute> theirDisputes = [];
    private readonly List<OurOrder> orders = [];
    private readonly List<OurPayment> payments = [];
    private readonly List<OurRefund> refunds = [];
    private readonly List<OurDispute> disputes = [];
    private int names;

    /// <summary>Shuffled: the order must not matter.</summary>
    public ProviderBooks Theirs => new(PaymentProvider.Stripe, Shuffled(theirPayments), Shuffled(theirRefunds), Shuffled(theirDisputes));

    public OurBooks Ours => new(Shuffled(orders), Shuffled(payments), Shuffled(refunds), Shuffled(disputes));

    /// <summary>Payments of other shops within the span.</summary>
    public int NotOurs { get; private set; }

    /// <summary>Within the span or outside it.</summary>
    public void AddAgreeing()
    {
        switch (random.Next(9))
        {
            case 0:
                AddUnpaid();
                break;
            case 1:
                AddForeign();
                break;
            case 2:
                Refund(Sale(Any()), RefundStatus.Pending, new RefundState.Underway(Name("re")));
                break;
            case 3:
                // A retried refund: the provider also keeps a row of the first attempt.
                var again = Refund(Sale(Any()), RefundStatus.Succeeded, new RefundState.Succeeded(Name("re")), key: "re:x:1");
                theirRefunds.Add(new ProviderRefund(again.Payment.Reference!, again.Id, "re:x:0", again.Amount, new RefundState.Failed(Name("re"), "Closed"), Any()));
                break;
            case 4:
                Refund(Sale(Any()), random.Next(2) == 0 ? RefundStatus.Pending : RefundStatus.Failed, state: null);
                break;
            case 5:
                Refund(Sale(Any(), valid: 0), RefundStatus.Succeeded, new RefundState.Succeeded(Name("re")), part: 1);
                break;
            case 6:
                var status = Pick<DisputeStatus>();
                Dispute(Sale(Any(), valid: status == DisputeStatus.Lost ? 0 : 2, suspended: status is DisputeStatus.NeedsResponse or DisputeStatus.UnderReview ? random.Next(3) : 0), status);
                break;
            case 7:
                // Paid twice, refunded once: the tickets stay valid.
                var once = Sale(Any());
                var twice = Paid(once.Order, Any(), known: true);
                Refund(twice, RefundStatus.Succeeded, new RefundState.Succeeded(Name("re")), part: 1);
                break;
            default:
                Sale(Any());
                break;
        }
    }

    /// <summary>Adds one difference within the span.</summary>
    /// <returns>The id or reference it is about.</returns>
    public string Add(DifferenceKind kind)
    {
        switch (kind)
        {
            case DifferenceKind.PaidThereNotHere:
                return There(Attempt(Order(0, 0), random.Next(2) == 0 ? PaymentStatus.Open : PaymentStatus.Expired, null, Any()), Within()).Reference;
            case DifferenceKind.UnknownHere:
                theirPayments.Add(new ProviderPayment(Name("pi"), Guid.NewGuid(), ProviderPaymentStatus.Paid, Amount(), 0, 10, Within()));
                return theirPayments[^1].Reference;
            case DifferenceKind.PaidHereNotThere:
                var lone = Attempt(Order(2, 0), PaymentStatus.Paid, Name("pi"), Within());
                if (random.Next(2) == 0)
                {
                    theirPayments.Add(new ProviderPayment(lone.Reference!, lone.Id, ProviderPaymentStatus.NotPaid, lone.Amount, 0, null, Within()));
                }

                return $"{lone.Id}";
            case DifferenceKind.OtherAmount:
                var other = Sale(Within());
                Replace(theirPayments, p => p.Reference == other.Reference, p => p with
                {
                    Amount = random.Next(3) == 0 ? p.Amount with { Currency = "EUR" } : p.Amount with { MinorUnits = p.Amount.MinorUnits + 1 },
                });
                return other.Reference!;
            case DifferenceKind.OtherFee:
                var sale = Sale(Within());
                Replace(theirPayments, p => p.Reference == sale.Reference, p => p with { Fee = (p.Fee ?? 0) + 1 });
                Replace(payments, p => p.Id == sale.Id, p => p with { Fee = random.Next(2) == 0 ? null : p.Fee });
                return sale.Reference!;
            case DifferenceKind.RefundedThereNotHere:
                var paid = Sale(Any());
                theirRefunds.Add(new ProviderRefund(paid.Reference!, null, null, Part(paid), random.Next(2) == 0 ? new RefundState.Succeeded(Name("re")) : new RefundState.Underway(Name("re")), Within()));
                return theirRefunds[^1].Reference;
            case DifferenceKind.RefundDecidedThere:
                var (here, state) = random.Next(3) switch
                {
                    0 => (RefundStatus.Pending, (RefundState)new RefundState.Succeeded(Name("re"))),
                    1 => (RefundStatus.Pending, new RefundState.Failed(Name("re"), "Closed")),
                    _ => (RefundStatus.Failed, new RefundState.Succeeded(Name("re"))),
                };
                Refund(Sale(Any()), here, state, at: Within());
                return state.Reference;
            case DifferenceKind.RefundFailedThere:
                var back = new RefundState.Failed(Name("re"), "Sent back");
                Refund(Sale(Any()), RefundStatus.Succeeded, back, named: true, at: Within());
                return back.Reference;
            case DifferenceKind.RefundUnknownThere:
                return $"{Refund(Sale(Any()), random.Next(2) == 0 ? RefundStatus.Succeeded : RefundStatus.Pending, state: null, named: true, at: Within()).Id}";
            case DifferenceKind.DisputeUnknownHere:
                var disputed = Sale(Any());
                theirDisputes.Add(new ProviderDispute(Name("dp"), disputed.Reference!, disputed.Amount, "fraudulent", Pick<DisputeStatus>(), true, null, Within()));
                return theirDisputes[^1].Reference;
            case DifferenceKind.DisputeMovedOn:
                var open = Dispute(Sale(Any()), DisputeStatus.NeedsResponse, Within());
                Replace(theirDisputes, d => d.Reference == open.Reference, d => random.Next(3) switch
                {
                    0 => d with { Status = DisputeStatus.UnderReview },
                    1 => d with { IsWithdrawn = !d.IsWithdrawn },
                    _ => d with { RespondBy = Span.Until.AddDays(3) },
                });
                return open.Reference;
            case DifferenceKind.StillValid:
                var gone = Sale(Any());
                if (random.Next(2) == 0)
                {
                    Refund(gone, RefundStatus.Succeeded, new RefundState.Succeeded(Name("re")), part: 1);
                }
                else
                {
                    Dispute(gone, DisputeStatus.Lost);
                }

                return $"{gone.Order.Id}";
            default:
                var won = Sale(Any(), suspended: 1);
                Dispute(won, DisputeStatus.Won);
                return $"{won.Order.Id}";
        }
    }

    private void AddUnpaid()
    {
        var status = new[] { PaymentStatus.Opening, PaymentStatus.Open, PaymentStatus.Declined, PaymentStatus.Cancelled, PaymentStatus.Expired }[random.Next(5)];
        var attempt = Attempt(Order(0, 0), status, null, Any());
        if (random.Next(2) == 0)
        {
            theirPayments.Add(new ProviderPayment(
                Name("pi"), attempt.Id, random.Next(2) == 0 ? ProviderPaymentStatus.NotPaid : ProviderPaymentStatus.Processing, attempt.Amount, 0, null, attempt.At));
        }
    }

    private void AddForeign()
    {
        var (at, isPaid) = (Any(), random.Next(2) == 0);
        var told = new ProviderPayment(Name("pi"), null, isPaid ? ProviderPaymentStatus.Paid : ProviderPaymentStatus.NotPaid, Amount(), 0, 5, at);
        theirPayments.Add(told);
        theirRefunds.Add(new ProviderRefund(told.Reference, null, null, told.Amount, new RefundState.Succeeded(Name("re")), Within()));
        theirDisputes.Add(new ProviderDispute(Name("dp"), told.Reference, told.Amount, "general", DisputeStatus.Lost, true, null, Within()));
        NotOurs += isPaid && Span.Contains(at) ? 1 : 0;
    }

    private OurPayment Sale(DateTimeOffset at, int valid = 2, int suspended = 0) => Paid(Order(valid, suspended), at, random.Next(4) > 0);

    private OurPayment Paid(OurOrder order, DateTimeOffset at, bool known)
    {
        // The provider's date counts, whenever it was settled here.
        var payment = Attempt(order, PaymentStatus.Paid, Name("pi"), random.Next(4) == 0 ? Any() : at, random.Next(3) == 0 ? null : random.Next(1, 99));
        There(payment, at, known ? payment.Id : null);
        return payment;
    }

    private ProviderPayment There(OurPayment payment, DateTimeOffset at, Guid? id = null)
    {
        var told = new ProviderPayment(payment.Reference ?? Name("pi"), payment.Reference is null ? payment.Id : id, ProviderPaymentStatus.Paid, payment.Amount, 0, payment.Fee, at);
        theirPayments.Add(told);
        return told;
    }

    private OurPayment Attempt(OurOrder order, PaymentStatus status, string? reference, DateTimeOffset at, long? fee = null)
    {
        payments.Add(new OurPayment(Guid.NewGuid(), order, PaymentProvider.Stripe, reference, status, Amount(), fee, at));
        return payments[^1];
    }

    private OurOrder Order(int valid, int suspended)
    {
        orders.Add(new OurOrder(Guid.NewGuid(), $"ORDER-{++names}", valid, suspended));
        return orders[^1];
    }

    /// <param name="state">Null if the provider has no record.</param>
    /// <param name="named">True if we know the provider's reference; random if null.</param>
    private OurRefund Refund(
        OurPayment payment, RefundStatus status, RefundState? state, decimal part = 0.5m, string key = "re:x:0", bool? named = null, DateTimeOffset? at = null)
    {
        var knows = named ?? (state is not null && random.Next(2) == 0);
        var amount = payment.Amount with { MinorUnits = (long)(payment.Amount.MinorUnits * part) };
        var day = at ?? Any();
        var refund = new OurRefund(Guid.NewGuid(), payment, knows ? state?.Reference ?? Name("re") : null, key, status, amount, state is null ? day : Any());
        refunds.Add(refund);
        if (state is not null)
        {
            theirRefunds.Add(new ProviderRefund(payment.Reference!, knows ? null : refund.Id, knows ? null : key, amount, state, day));
        }

        return refund;
    }

    private OurDispute Dispute(OurPayment payment, DisputeStatus status, DateTimeOffset? at = null)
    {
        var dispute = new OurDispute(
            payment, Name("dp"), payment.Amount, status, status != DisputeStatus.Won, random.Next(2) == 0 ? null : Any(), at ?? Any());
        disputes.Add(dispute);
        theirDisputes.Add(new ProviderDispute(
            dispute.Reference, payment.Reference!, dispute.Amount, "fraudulent", status, dispute.IsWithdrawn, dispute.RespondBy, dispute.At));
        return dispute;
    }

    private DateTimeOffset Within() => Span.From.AddSeconds(random.Next(7 * 86_400));

    /// <summary>Inside or outside the span, often on its edge.</summary>
    private DateTimeOffset Any() => random.Next(4) switch
    {
        0 => Span.From.AddTicks(-random.Next(2)),
        1 => Span.Until.AddTicks(-random.Next(2)),
        2 => Span.From.AddDays(-20 + (random.NextDouble() * 40)),
        _ => Within(),
    };

    private Money Amount() => new(random.Next(1, 5_000) * 2, random.Next(8) == 0 ? "JPY" : "GBP");

    private static Money Part(OurPayment payment) => payment.Amount with { MinorUnits = payment.Amount.MinorUnits / 2 };

    private string Name(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}_{++names}");

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
