
namespace Ticketing.Payments.Review;

internal sealed record PaymentPair(ProviderPayment? There, OurPayment? Here)
{
    public DateTimeOffset At => There?.At ?? Here!.At;

    public bool IsPaidThere => There?.Status == ProviderPaymentStatus.Paid;

    public bool IsPaidHere => Here?.Status == PaymentStatus.Paid;
}

internal sealed record RefundPair(ProviderRefund? There, OurRefund? Here, OurOrder? Order)
{
    public DateTimeOffset At => There?.At ?? Here!.At;
}

internal sealed record DisputePair(ProviderDispute? There, OurDispute? Here, OurOrder? Order)
{
    public DateTimeOffset At => There?.OpenedAt ?? Here!.At;
}

internal sealed class Pairing
{
    private readonly Dictionary<string, OurPayment> byReference;
    private readonly Dictionary<Guid, OurPayment> byId;
    private readonly Dictionary<string, OurPayment> ownerOf = new(StringComparer.Ordinal);

    private Pairing(ProviderBooks theirs, OurBooks ours)
    {
        var payments = ours.Payments.Where(p => p.Provider == theirs.Provider).ToList();
        byId = payments.ToDictionary(p => p.Id);
        byReference = payments.Where(p => p.Reference is not null).DistinctBy(p => p.Reference)
            .ToDictionary(p => p.Reference!, StringComparer.Ordinal);
        var found = theirs.Payments.Select(reported => new PaymentPair(reported, HereOf(reported))).ToList();
        NotOurs = [.. found.Where(pair => pair is { Here: null, There.PaymentId: null }).Select(pair => pair.There!)];
        Payments =
        [
            .. WithRest(
                found.Where(pair => pair.Here is not null || pair.There!.PaymentId is not null),
                payments, pair => pair.Here, local => new PaymentPair(null, local))
        ];
        foreach (var pair in Payments.Where(pair => pair is { There: not null, Here: not null }))
        {
            ownerOf[pair.There!.Reference] = pair.Here!;
        }

        Refunds = [.. RefundPairs(theirs.Refunds, [.. ours.Refunds.Where(r => byId.ContainsKey(r.Payment.Id))])];
        var disputes = ours.Disputes.Where(d => byId.ContainsKey(d.Payment.Id)).DistinctBy(d => d.Reference)
            .ToDictionary(d => d.Reference, StringComparer.Ordinal);
        Disputes =
        [
            .. WithRest(
                theirs.Disputes.Where(reported => IsOurs(reported.PaymentReference)).Select(reported =>
                    new DisputePair(reported, disputes.GetValueOrDefault(reported.Reference), OwnerOf(reported.PaymentReference)?.Order)),
                disputes.Values, pair => pair.Here, local => new DisputePair(null, local, local.Payment.Order)),
        ];
    }

    public IReadOnlyList<PaymentPair> Payments { get; }

    public IReadOnlyList<RefundPair> Refunds { get; }

    public IReadOnlyList<DisputePair> Disputes { get; }

    /// <summary>Payments of other systems that use the same provider account.</summary>
    public IReadOnlyList<ProviderPayment> NotOurs { get; }

    public static Pairing Of(ProviderBooks theirs, OurBooks ours) => new(theirs, ours);

    // If we have stored another reference for that payment id, it is a different payment.
    private OurPayment? HereOf(ProviderPayment told) => byReference.GetValueOrDefault(told.Reference)
        ?? (told.PaymentId is { } id && byId.GetValueOrDefault(id) is { } known
            && (known.Reference is null || known.Reference == told.Reference) ? known : null);

    private bool IsOurs(string paymentReference) => OwnerOf(paymentReference) is not null;

    private OurPayment? OwnerOf(string paymentReference) =>
        byReference.GetValueOrDefault(paymentReference) ?? ownerOf.GetValueOrDefault(paymentReference);

    private List<RefundPair> RefundPairs(IReadOnlyList<ProviderRefund> theirs, IReadOnlyList<OurRefund> ours)
    {
        var referenced = ours.Where(r => r.Reference is not null).DistinctBy(r => r.Reference).ToDictionary(r => r.Reference!, StringComparer.Ordinal);
        var unreferenced = ours.Where(r => r.Reference is null).ToDictionary(r => r.Id);
        return WithRest(
            theirs.Where(reported => IsOurs(reported.PaymentReference)).Select(reported => new RefundPair(
                reported, referenced.GetValueOrDefault(reported.Reference) ?? SameAttempt(reported, unreferenced),
                OwnerOf(reported.PaymentReference)?.Order)),
            ours, pair => pair.Here, local => new RefundPair(null, local, local.Payment.Order));
    }

    // A retry after a failed attempt uses a new key, so an old key is not this attempt.
    private static OurRefund? SameAttempt(ProviderRefund told, Dictionary<Guid, OurRefund> unnamed) =>
        told.RefundId is { } id && unnamed.GetValueOrDefault(id) is { } local && (told.Key is null || told.Key == local.Key) ? local : null;

    private static List<TPair> WithRest<TPair, TOurs>(
        IEnumerable<TPair> found, IEnumerable<TOurs> ours, Func<TPair, TOurs?> here, Func<TOurs, TPair> alone)
        where TOurs : class
    {
        var pairs = found.ToList();
        var paired = pairs.Select(here).OfType<TOurs>().ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. pairs, .. ours.Where(each => !paired.Contains(each)).Select(alone)];
    }
}
