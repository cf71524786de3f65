using Ticketing.Features.Payments.Providers;

namespace Ticketing.Features.Payments.Reconciliation;

internal sealed record PaymentPair(ProviderPayment? Provider, LocalPayment? Local)
{
    public DateTimeOffset OccurredAt => Provider?.CreatedAt ?? Local!.SettledOrCreatedAt;

    public bool IsPaidAtProvider => Provider?.Status == ProviderPaymentStatus.Paid;

    /// <summary>A bank may take days.</summary>
    public bool IsProcessingAtProvider => Provider?.Status == ProviderPaymentStatus.Processing;

    public bool IsPaidLocally => Local?.Status == PaymentStatus.Paid;
}

internal sealed record RefundPair(ProviderRefund? Provider, LocalRefund? Local, LocalOrder? Order)
{
    public DateTimeOffset OccurredAt => Provider?.CreatedAt ?? Local!.RequestedAt;
}

internal sealed record DisputePair(ProviderDispute? Provider, LocalDispute? Local, LocalOrder? Order)
{
    public DateTimeOffset OccurredAt => Provider?.OpenedAt ?? Local!.OpenedAt;
}

internal sealed class MatchedRecords
{
    private readonly Dictionary<string, LocalPayment> byReference;
    private readonly Dictionary<Guid, LocalPayment> byId;
    private readonly Dictionary<string, LocalPayment> ownerByReference = new(StringComparer.Ordinal);

    private MatchedRecords(ProviderRecords providerRecords, LocalRecords localRecords)
    {
        var payments = localRecords.Payments.Where(p => p.Provider == providerRecords.Provider).ToList();
        byId = payments.ToDictionary(p => p.Id);
        byReference = payments
            .Where(p => p.Reference is not null)
            .DistinctBy(p => p.Reference)
            .ToDictionary(p => p.Reference!, StringComparer.Ordinal);
        var found = providerRecords.Payments.Select(reported => new PaymentPair(reported, FindLocal(reported))).ToList();
        UnrelatedPayments = [.. found.Where(pair => pair is { Local: null, Provider.PaymentId: null }).Select(pair => pair.Provider!)];
        Payments =
        [
            .. AppendUnmatched(
                found.Where(pair => pair.Local is not null || pair.Provider!.PaymentId is not null),
                payments,
                pair => pair.Local,
                local => new PaymentPair(null, local)
            ),
        ];
        foreach (var pair in Payments.Where(pair => pair is { Provider: not null, Local: not null }))
        {
            ownerByReference[pair.Provider!.Reference] = pair.Local!;
        }

        Refunds =
        [
            .. MatchRefunds(providerRecords.Refunds, [.. localRecords.Refunds.Where(r => !r.IsManual && byId.ContainsKey(r.Payment.Id))]),
        ];
        var disputes = localRecords
            .Disputes.Where(d => byId.ContainsKey(d.Payment.Id))
            .DistinctBy(d => d.Reference)
            .ToDictionary(d => d.Reference, StringComparer.Ordinal);
        Disputes =
        [
            .. AppendUnmatched(
                providerRecords
                    .Disputes.Where(reported => IsOurs(reported.PaymentReference))
                    .Select(reported => new DisputePair(
                        reported,
                        disputes.GetValueOrDefault(reported.Reference),
                        FindOwner(reported.PaymentReference)?.Order
                    )),
                disputes.Values,
                pair => pair.Local,
                local => new DisputePair(null, local, local.Payment.Order)
            ),
        ];
    }

    public IReadOnlyList<PaymentPair> Payments { get; }

    public IReadOnlyList<RefundPair> Refunds { get; }

    public IReadOnlyList<DisputePair> Disputes { get; }

    /// <summary>Payments of other systems that use the same provider account.</summary>
    public IReadOnlyList<ProviderPayment> UnrelatedPayments { get; }

    public static MatchedRecords Create(ProviderRecords providerRecords, LocalRecords localRecords) => new(providerRecords, localRecords);

    // If we have stored another reference for that payment id, it is a different payment.
    private LocalPayment? FindLocal(ProviderPayment reported) =>
        byReference.GetValueOrDefault(reported.Reference)
        ?? (
            reported.PaymentId is { } id
            && byId.GetValueOrDefault(id) is { } known
            && (known.Reference is null || known.Reference == reported.Reference)
                ? known
                : null
        );

    private bool IsOurs(string paymentReference) => FindOwner(paymentReference) is not null;

    private LocalPayment? FindOwner(string paymentReference) =>
        byReference.GetValueOrDefault(paymentReference) ?? ownerByReference.GetValueOrDefault(paymentReference);

    private List<RefundPair> MatchRefunds(IReadOnlyList<ProviderRefund> providerRefunds, IReadOnlyList<LocalRefund> localRefunds)
    {
        var referenced = localRefunds
            .Where(r => r.Reference is not null)
            .DistinctBy(r => r.Reference)
            .ToDictionary(r => r.Reference!, StringComparer.Ordinal);
        var unreferenced = localRefunds.Where(r => r.Reference is null).ToDictionary(r => r.Id);
        return AppendUnmatched(
            providerRefunds
                .Where(reported => IsOurs(reported.PaymentReference))
                .Select(reported => new RefundPair(
                    reported,
                    referenced.GetValueOrDefault(reported.Reference) ?? FindSameAttempt(reported, unreferenced),
                    FindOwner(reported.PaymentReference)?.Order
                )),
            localRefunds,
            pair => pair.Local,
            local => new RefundPair(null, local, local.Payment.Order)
        );
    }

    // A retry after a failed attempt uses a new key, so an old key is not this attempt.
    private static LocalRefund? FindSameAttempt(ProviderRefund reported, Dictionary<Guid, LocalRefund> unreferenced) =>
        reported.RefundId is { } id
        && unreferenced.GetValueOrDefault(id) is { } local
        && (reported.IdempotencyKey is null || reported.IdempotencyKey == local.IdempotencyKey)
            ? local
            : null;

    private static List<TPair> AppendUnmatched<TPair, TOurs>(
        IEnumerable<TPair> found,
        IEnumerable<TOurs> local,
        Func<TPair, TOurs?> getLocal,
        Func<TOurs, TPair> createUnmatched
    )
        where TOurs : class
    {
        var pairs = found.ToList();
        var paired = pairs.Select(getLocal).OfType<TOurs>().ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. pairs, .. local.Where(each => !paired.Contains(each)).Select(createUnmatched)];
    }
}
