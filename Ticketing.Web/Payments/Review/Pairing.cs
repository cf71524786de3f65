
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

/// <summary>Which of the provider's things is which of ours.</summary>
internal sealed class Pairing
{
    private readonly Dictionary<string, OurPayment> byReference;
    private readonly Dictionary<Guid, OurPayment> byId;
    private readonly Dictionary<string, OurPayment> ownerOf = new(StringComparer.Ordinal);

    private Pairing(ProviderBooks theirs, OurBooks ours)
    {
        var payments = ours.Payments.Where(p => p.Provider == theirs.Provider).ToList();
        byId = payments.ToDictionary(p => p.Id);
        byReference = payments.Where(p => p.Reference is not null).DistinctBy(p => p.Reference).ToDictionary(p => p.Reference!, StringComparer.Ordinal);
        var found = theirs.Payments.Select(told => new PaymentPair(told, HereOf(told))).ToList();
        NotOurs = [.. found.Where(pair => pair is { Here: null, There.PaymentId: null }).Select(pair => pair.There!)];
        Payments = [.. WithRest(found.Where(pair => pair.Here is not null || pair.There!.PaymentId is not null), payments, pair => pair.Here, here => new PaymentPair(null, here))];
        foreach (var pair in Payments.Where(pair => pair is { There: not null, Here: not null }))
        {
            ownerOf[pair.There!.Reference] = pair.Here!;
        }

        Refunds = [.. RefundPairs(theirs.Refunds, [.. ours.Refunds.Where(r => byId.ContainsKey(r.Payment.Id))])];
        var disputes = ours.Disputes.Where(d => byId.ContainsKey(d.Payment.Id)).DistinctBy(d => d.Reference).ToDictionary(d => d.Reference, StringComparer.Ordinal);
        Disputes =
        [
            .. WithRest(
                theirs.Disputes.Where(told => IsOurs(told.PaymentReference))
                    .Select(told => new DisputePair(told, disputes.GetValueOrDefault(told.Reference), OwnerOf(told.PaymentReference)?.Order)),
                disputes.Values, pair => pair.Here, here => new DisputePair(null, here, here.Payment.Order)),
        ];
    }

    public IReadOnlyList<PaymentPair> Payments { get; }

    public IReadOnlyList<RefundPair> Refunds { get; }

    public IReadOnlyList<DisputePair> Disputes { get; }

    /// <summary>Somebody else's: another till's that uses the same account.</summary>
    public IReadOnlyList<ProviderPayment> NotOurs { get; }

    public static Pairing Of(ProviderBooks theirs, OurBooks ours) => new(theirs, ours);

    // One that we know by another name is another one.
    private OurPayment? HereOf(ProviderPayment told) => byReference.GetValueOrDefault(told.Reference)
        ?? (told.PaymentId is { } id && byId.GetValueOrDefault(id) is { } known && (known.Reference is null || known.Reference == told.Reference) ? known : null);

    private bool IsOurs(string paymentReference) => OwnerOf(paymentReference) is not null;

    private OurPayment? OwnerOf(string paymentReference) =>
        byReference.GetValueOrDefault(paymentReference) ?? ownerOf.GetValueOrDefault(paymentReference);

    private List<RefundPair> RefundPairs(IReadOnlyList<ProviderRefund> theirs, IReadOnlyList<OurRefund> ours)
    {
        var named = ours.Where(r => r.Reference is not null).DistinctBy(r => r.Reference).ToDictionary(r => r.Reference!, StringComparer.Ordinal);
        var unnamed = ours.Where(r => r.Reference is null).ToDictionary(r => r.Id);
        return WithRest(
            theirs.Where(told => IsOurs(told.PaymentReference)).Select(told =>
                new RefundPair(told, named.GetValueOrDefault(told.Reference) ?? SameAttempt(told, unnamed), OwnerOf(told.PaymentReference)?.Order)),
            ours, pair => pair.Here, here => new RefundPair(null, here, here.Payment.Order));
    }

    // The key of an attempt that failed, and was tried again since, is another one.
    private static OurRefund? SameAttempt(ProviderRefund told, Dictionary<Guid, OurRefund> unnamed) =>
        told.RefundId is { } id && unnamed.GetValueOrDefault(id) is { } here && (told.Key is null || told.Key == here.Key) ? here : null;

    private static List<TPair> WithRest<TPair, TOurs>(
        IEnumerable<TPair> found, IEnumerable<TOurs> ours, Func<TPair, TOurs?> here, Func<TOurs, TPair> alone)
        where TOurs : class
    {
        var pairs = found.ToList();
        var paired = pairs.Select(here).OfType<TOurs>().ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. pairs, .. ours.Where(each => !paired.Contains(each)).Select(alone)];
    }
}
