using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;

namespace Ticketing.Payments.Review;

/// <summary>
/// The provider's date decides whether a pair is in the period, so that a payment started before midnight and settled after it is in the
/// same period on both sides.
/// </summary>
public static class Comparison
{
    public static MoneyReport Of(ReviewSpan span, ProviderBooks theirs, OurBooks ours)
    {
        ArgumentNullException.ThrowIfNull(theirs);
        var pairs = Pairing.Of(theirs, ours);
        var (payments, refunds, disputes) = (
            pairs.Payments.Where(pair => span.Contains(pair.At)).ToList(),
            pairs.Refunds.Where(pair => span.Contains(pair.At)).ToList(),
            pairs.Disputes.Where(pair => span.Contains(pair.At)).ToList());
        return new MoneyReport(
            SumsOf(payments, refunds, disputes),
            [
                .. payments.Select(OfPayment).OfType<Difference>().OrderByDescending(d => d.At),
                .. refunds.Select(OfRefund).OfType<Difference>().OrderByDescending(d => d.At),
                .. disputes.Select(OfDispute).OfType<Difference>().OrderByDescending(d => d.At),
                .. OfTickets(ours),
            ],
            pairs.NotOurs.Count(payment => payment.Status == ProviderPaymentStatus.Paid && span.Contains(payment.At)));
    }

    /// <summary>Uses our records alone.</summary>
    public static IEnumerable<Difference> OfTickets(OurBooks ours)
    {
        ArgumentNullException.ThrowIfNull(ours);
        var payments = ours.Payments.Where(p => p.Status == PaymentStatus.Paid).ToLookup(p => p.Order.Id);
        var refunds = ours.Refunds.Where(r => r.Status == RefundStatus.Succeeded).ToLookup(r => r.Payment.Order.Id);
        var disputes = ours.Disputes.ToLookup(d => d.Payment.Order.Id);
        foreach (var order in ours.Orders)
        {
            var taken = payments[order.Id].Sum(p => p.Amount.MinorUnits);
            var lost = disputes[order.Id].Where(d => d.Status == DisputeStatus.Lost).Sum(d => d.Amount.MinorUnits);
            if (order.Valid > 0 && taken > 0 && refunds[order.Id].Sum(r => r.Amount.MinorUnits) + lost >= taken)
            {
                yield return new Difference(DifferenceKind.StillValid, $"{order.Id}", order)
                {
                    Amount = payments[order.Id].First().Amount with { MinorUnits = taken }
                };
            }
            else if (order.Suspended > 0 && disputes[order.Id].Any() && disputes[order.Id].All(d => d.Status == DisputeStatus.Won))
            {
                yield return new Difference(DifferenceKind.StillSuspended, $"{order.Id}", order) { Amount = disputes[order.Id].First().Amount };
            }
        }
    }

    private static Difference? OfPayment(PaymentPair pair) => pair switch
    {
        { IsPaidThere: true, Here: null } when pair.There!.Refunded >= pair.There.Amount.MinorUnits => null,
        { IsPaidThere: true, Here: null } => About(DifferenceKind.UnknownHere, pair),
        { IsPaidThere: true } when pair.There!.Amount != pair.Here.Amount =>
            About(DifferenceKind.OtherAmount, pair) with { AmountHere = pair.Here.Amount },
        { IsPaidThere: true, IsPaidHere: false } => About(DifferenceKind.PaidThereNotHere, pair),
        { IsPaidThere: true, There.Fee: { } fee } when fee != pair.Here.Fee => About(DifferenceKind.OtherFee, pair) with
        {
            Amount = pair.There.Amount with { MinorUnits = fee },
            AmountHere = pair.Here.Fee is { } known ? pair.Here.Amount with { MinorUnits = known } : null,
        },
        { IsPaidThere: false, IsPaidHere: true } =>
            new Difference(DifferenceKind.PaidHereNotThere, $"{pair.Here!.Id}", pair.Here.Order) { At = pair.At, Amount = pair.Here.Amount },
        _ => null,
    };

    private static Difference About(DifferenceKind kind, PaymentPair pair) =>
        new(kind, pair.There!.Reference, pair.Here?.Order) { At = pair.At, Amount = pair.There.Amount, PaymentHere = pair.Here?.Id };

    private static Difference? OfRefund(RefundPair pair) => (pair.There?.State, pair.Here?.Status) switch
    {
        (RefundState.Failed, null) or (RefundState.Failed, RefundStatus.Failed) => null,
        (not null, null) => About(DifferenceKind.RefundedThereNotHere, pair),
        (RefundState.Failed, RefundStatus.Succeeded) => About(DifferenceKind.RefundFailedThere, pair),
        (RefundState.Underway, RefundStatus.Pending) or (_, RefundStatus.Succeeded) when pair.There is not null => null,
        (not null, _) => About(DifferenceKind.RefundDecidedThere, pair),

        // Pending without a provider id: not requested yet. Failed: may never have existed there.
        (null, RefundStatus.Succeeded) => Unknown(pair.Here!),
        (null, RefundStatus.Pending) when pair.Here!.Reference is not null => Unknown(pair.Here),
        _ => null,
    };

    private static Difference About(DifferenceKind kind, RefundPair pair) =>
        new(kind, pair.There!.Reference, pair.Order) { At = pair.At, Amount = pair.There.Amount, RefundThere = pair.There.State };

    private static Difference Unknown(OurRefund refund) =>
        new(DifferenceKind.RefundUnknownThere, $"{refund.Id}", refund.Payment.Order) { At = refund.At, Amount = refund.Amount };

    private static Difference? OfDispute(DisputePair pair) => pair switch
    {
        { There: null } => null,
        { Here: null } => About(DifferenceKind.DisputeUnknownHere, pair),
        { Here: var local, There: var provider } when (local.Status, local.Amount, local.IsWithdrawn, local.RespondBy)
            != (provider.Status, provider.Amount, provider.IsWithdrawn, provider.RespondBy) => About(DifferenceKind.DisputeMovedOn, pair),
        _ => null,
    };

    private static Difference About(DifferenceKind kind, DisputePair pair) => new(kind, pair.There!.Reference, pair.Order)
    {
        At = pair.At, Amount = pair.There.Amount, DisputeThere = pair.There.Status, DisputeHere = pair.Here?.Status,
    };

    private static List<CurrencySums> SumsOf(List<PaymentPair> payments, List<RefundPair> refunds, List<DisputePair> disputes)
    {
        IEnumerable<(string Currency, MoneySums Sums)> provider =
        [
            .. payments.Where(pair => pair.IsPaidThere).Select(pair => Paid(pair.There!.Amount, pair.There.Fee)),
            .. refunds.Where(pair => pair.There?.State is RefundState.Succeeded).Select(pair => Refunded(pair.There!.Amount)),
            .. disputes.Where(pair => pair.There is { IsWithdrawn: true }).Select(pair => Disputed(pair.There!.Amount)),
        ];
        IEnumerable<(string Currency, MoneySums Sums)> local =
        [
            .. payments.Where(pair => pair.IsPaidHere).Select(pair => Paid(pair.Here!.Amount, pair.Here.Fee)),
            .. refunds.Where(pair => pair.Here?.Status == RefundStatus.Succeeded).Select(pair => Refunded(pair.Here!.Amount)),
            .. disputes.Where(pair => pair.Here is { IsWithdrawn: true }).Select(pair => Disputed(pair.Here!.Amount)),
        ];
        var (providerSums, localSums) = (
            provider.ToLookup(each => each.Currency, each => each.Sums), local.ToLookup(each => each.Currency, each => each.Sums));
        return
        [
            .. providerSums.Select(sum => sum.Key).Union(localSums.Select(sum => sum.Key)).Order(StringComparer.Ordinal)
                .Select(currency => new CurrencySums(
                    currency, providerSums[currency].Aggregate(default(MoneySums), MoneySums.Add),
                    localSums[currency].Aggregate(default(MoneySums), MoneySums.Add))),
        ];
    }

    private static (string, MoneySums) Paid(Money amount, long? fee) => (amount.Currency, new MoneySums(1, amount.MinorUnits, 0, 0, fee ?? 0));

    private static (string, MoneySums) Refunded(Money amount) => (amount.Currency, new MoneySums(0, 0, amount.MinorUnits, 0, 0));

    private static (string, MoneySums) Disputed(Money amount) => (amount.Currency, new MoneySums(0, 0, 0, amount.MinorUnits, 0));
}
