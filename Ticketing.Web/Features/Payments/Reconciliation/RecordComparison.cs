using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Reconciliation;

/// <summary>
/// The provider's date decides whether a pair is in the period, so that a payment started before midnight and settled after it is in the
/// same period on both sides.
/// </summary>
public static class RecordComparison
{
    /// <summary>One may have been deleted, or be a record of ours that is wrong.</summary>
    private const int MinUnknownPayments = 2;

    public static ReconciliationReport Compare(ReconciliationPeriod period, ProviderRecords providerRecords, LocalRecords localRecords)
    {
        ArgumentNullException.ThrowIfNull(providerRecords);
        var pairs = MatchedRecords.Create(providerRecords, localRecords);
        var (payments, refunds, disputes) = (
            pairs.Payments.Where(pair => period.Contains(pair.OccurredAt)).ToList(),
            pairs.Refunds.Where(pair => period.Contains(pair.OccurredAt)).ToList(),
            pairs.Disputes.Where(pair => period.Contains(pair.OccurredAt)).ToList()
        );
        return new ReconciliationReport(
            GetTotals(payments, refunds, disputes),
            [
                .. payments.Select(ComparePayment).OfType<PaymentDifference>().OrderByDescending(d => d.OccurredAt),
                .. refunds.Select(CompareRefund).OfType<PaymentDifference>().OrderByDescending(d => d.OccurredAt),
                .. disputes.Select(CompareDispute).OfType<PaymentDifference>().OrderByDescending(d => d.OccurredAt),
                .. FindTicketMismatches(localRecords),
            ],
            pairs.UnrelatedPayments.Count(payment => payment.Status == ProviderPaymentStatus.Paid && period.Contains(payment.CreatedAt)),
            SuggestsOtherAccount(payments)
        );
    }

    /// <summary>Uses our records alone.</summary>
    public static IEnumerable<PaymentDifference> FindTicketMismatches(LocalRecords localRecords)
    {
        ArgumentNullException.ThrowIfNull(localRecords);
        var payments = localRecords.Payments.Where(p => p.Status == PaymentStatus.Paid).ToLookup(p => p.Order.Id);
        var refunds = localRecords.Refunds.Where(r => r.Status == RefundStatus.Succeeded).ToLookup(r => r.Payment.Order.Id);
        var disputes = localRecords.Disputes.ToLookup(d => d.Payment.Order.Id);
        foreach (var order in localRecords.Orders)
        {
            var taken = payments[order.Id].Sum(p => p.Amount.MinorUnits);
            var lost = disputes[order.Id].Where(d => d.Status == DisputeStatus.Lost).Sum(d => d.Amount.MinorUnits);
            if (order.ValidTickets > 0 && taken > 0 && refunds[order.Id].Sum(r => r.Amount.MinorUnits) + lost >= taken)
            {
                yield return new PaymentDifference(PaymentDifferenceKind.TicketsStillValid, $"{order.Id}", order)
                {
                    Amount = payments[order.Id].First().Amount with { MinorUnits = taken },
                };
            }
            else if (order.SuspendedTickets > 0 && disputes[order.Id].Any() && disputes[order.Id].All(d => d.Status == DisputeStatus.Won))
            {
                yield return new PaymentDifference(PaymentDifferenceKind.TicketsStillSuspended, $"{order.Id}", order)
                {
                    Amount = disputes[order.Id].First().Amount,
                };
            }
        }
    }

    private static PaymentDifference? ComparePayment(PaymentPair pair) =>
        pair switch
        {
            { IsPaidAtProvider: true, Local: null } when pair.Provider!.Refunded >= pair.Provider.Amount.MinorUnits => null,
            { IsPaidAtProvider: true, Local: null } or { IsProcessingAtProvider: true, Local: null } => CreateDifference(
                PaymentDifferenceKind.PaymentNotFoundLocally,
                pair
            ),
            { IsPaidAtProvider: true } when pair.Provider!.Amount != pair.Local.Amount => CreateDifference(
                PaymentDifferenceKind.AmountDiffers,
                pair
            ) with
            {
                LocalAmount = pair.Local.Amount,
            },
            { IsPaidAtProvider: true, IsPaidLocally: false } => CreateDifference(PaymentDifferenceKind.PaidAtProviderOnly, pair),
            { IsPaidAtProvider: true, Provider.Fee: { } fee } when fee != pair.Local.Fee => CreateDifference(
                PaymentDifferenceKind.FeeDiffers,
                pair
            ) with
            {
                Amount = pair.Provider.Amount with { MinorUnits = fee },
                LocalAmount = pair.Local.Fee is { } known ? pair.Local.Amount with { MinorUnits = known } : null,
            },
            { IsPaidAtProvider: false, IsPaidLocally: true } => new PaymentDifference(
                PaymentDifferenceKind.PaidLocallyOnly,
                $"{pair.Local!.Id}",
                pair.Local.Order
            )
            {
                OccurredAt = pair.OccurredAt,
                Amount = pair.Local.Amount,
                IsUnknownAtProvider = IsUnknownAtProvider(pair),
            },
            _ => null,
        };

    private static bool IsUnknownAtProvider(PaymentPair pair) =>
        pair is { Provider: null, Local: { Status: PaymentStatus.Paid, Reference: not null } };

    /// <summary>The provider knows several payments neither by id nor in its lists, and none before the last of them.</summary>
    private static bool SuggestsOtherAccount(IReadOnlyList<PaymentPair> payments)
    {
        var unknown = payments.Where(IsUnknownAtProvider).Select(pair => pair.OccurredAt).ToList();
        var known = payments.Where(pair => pair is { Provider: not null, Local: not null }).Select(pair => pair.OccurredAt);
        return unknown.Count >= MinUnknownPayments && known.All(at => at > unknown.Max());
    }

    private static PaymentDifference CreateDifference(PaymentDifferenceKind kind, PaymentPair pair) =>
        new(kind, pair.Provider!.Reference, pair.Local?.Order)
        {
            OccurredAt = pair.OccurredAt,
            Amount = pair.Provider.Amount,
            LocalPaymentId = pair.Local?.Id,
        };

    private static PaymentDifference? CompareRefund(RefundPair pair) =>
        (pair.Provider?.State, pair.Local?.Status) switch
        {
            (RefundState.Failed, null) or (RefundState.Failed, RefundStatus.Failed) => null,
            (not null, null) => CreateDifference(PaymentDifferenceKind.RefundedAtProviderOnly, pair),
            (RefundState.Failed, RefundStatus.Succeeded) => CreateDifference(PaymentDifferenceKind.RefundFailedAtProvider, pair),
            (RefundState.Pending, RefundStatus.Pending) or (_, RefundStatus.Succeeded) when pair.Provider is not null => null,
            (not null, _) => CreateDifference(PaymentDifferenceKind.RefundSettledAtProvider, pair),

            // Pending without a provider id: not requested yet. Failed: may never have existed there.
            (null, RefundStatus.Succeeded) => CreateRefundNotFound(pair.Local!),
            (null, RefundStatus.Pending) when pair.Local!.Reference is not null => CreateRefundNotFound(pair.Local),
            _ => null,
        };

    private static PaymentDifference CreateDifference(PaymentDifferenceKind kind, RefundPair pair) =>
        new(kind, pair.Provider!.Reference, pair.Order)
        {
            OccurredAt = pair.OccurredAt,
            Amount = pair.Provider.Amount,
            ProviderRefundState = pair.Provider.State,
        };

    private static PaymentDifference CreateRefundNotFound(LocalRefund refund) =>
        new(PaymentDifferenceKind.RefundNotFoundAtProvider, $"{refund.Id}", refund.Payment.Order)
        {
            OccurredAt = refund.RequestedAt,
            Amount = refund.Amount,
            IsUnknownAtProvider = true,
        };

    private static PaymentDifference? CompareDispute(DisputePair pair) =>
        pair switch
        {
            { Provider: null } => null,
            { Local: null } => CreateDifference(PaymentDifferenceKind.DisputeNotFoundLocally, pair),
            { Local: var local, Provider: var provider }
                when (local.Status, local.Amount, local.IsWithdrawn, local.RespondBy)
                    != (provider.Status, provider.Amount, provider.IsWithdrawn, provider.RespondBy) => CreateDifference(
                PaymentDifferenceKind.DisputeChanged,
                pair
            ),
            _ => null,
        };

    private static PaymentDifference CreateDifference(PaymentDifferenceKind kind, DisputePair pair) =>
        new(kind, pair.Provider!.Reference, pair.Order)
        {
            OccurredAt = pair.OccurredAt,
            Amount = pair.Provider.Amount,
            ProviderDisputeStatus = pair.Provider.Status,
            LocalDisputeStatus = pair.Local?.Status,
        };

    private static List<CurrencyTotals> GetTotals(List<PaymentPair> payments, List<RefundPair> refunds, List<DisputePair> disputes)
    {
        IEnumerable<(string Currency, ReconciliationTotals Sums)> provider =
        [
            .. payments.Where(pair => pair.IsPaidAtProvider).Select(pair => Paid(pair.Provider!.Amount, pair.Provider.Fee)),
            .. refunds.Where(pair => pair.Provider?.State is RefundState.Succeeded).Select(pair => Refunded(pair.Provider!.Amount)),
            .. disputes.Where(pair => pair.Provider is { IsWithdrawn: true }).Select(pair => Disputed(pair.Provider!.Amount)),
        ];
        IEnumerable<(string Currency, ReconciliationTotals Sums)> local =
        [
            .. payments.Where(pair => pair.IsPaidLocally).Select(pair => Paid(pair.Local!.Amount, pair.Local.Fee)),
            .. refunds.Where(pair => pair.Local?.Status == RefundStatus.Succeeded).Select(pair => Refunded(pair.Local!.Amount)),
            .. disputes.Where(pair => pair.Local is { IsWithdrawn: true }).Select(pair => Disputed(pair.Local!.Amount)),
        ];
        var (providerSums, localSums) = (
            provider.ToLookup(each => each.Currency, each => each.Sums),
            local.ToLookup(each => each.Currency, each => each.Sums)
        );
        return
        [
            .. providerSums
                .Select(sum => sum.Key)
                .Union(localSums.Select(sum => sum.Key))
                .Order(StringComparer.Ordinal)
                .Select(currency => new CurrencyTotals(
                    currency,
                    providerSums[currency].Aggregate(default(ReconciliationTotals), ReconciliationTotals.Add),
                    localSums[currency].Aggregate(default(ReconciliationTotals), ReconciliationTotals.Add)
                )),
        ];
    }

    private static (string, ReconciliationTotals) Paid(Money amount, long? fee) =>
        (amount.Currency, new ReconciliationTotals(1, amount.MinorUnits, 0, 0, fee ?? 0));

    private static (string, ReconciliationTotals) Refunded(Money amount) =>
        (amount.Currency, new ReconciliationTotals(0, 0, amount.MinorUnits, 0, 0));

    private static (string, ReconciliationTotals) Disputed(Money amount) =>
        (amount.Currency, new ReconciliationTotals(0, 0, 0, amount.MinorUnits, 0));
}
