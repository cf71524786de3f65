namespace Ticketing.Features.Payments.Reconciliation;

/// <summary>The kind of record that <see cref="PaymentDifference.About"/> identifies.</summary>
public enum DifferenceSubject
{
    ProviderPayment,
    ProviderRefund,
    ProviderDispute,
    LocalPayment,
    LocalRefund,
    LocalOrder,
}

public enum DifferenceRepair
{
    /// <summary>Nothing to change here: the provider is only asked again.</summary>
    AskAgain,

    SyncPayment,
    SyncRefund,
    SyncDispute,
    FailRefund,
    VoidTickets,
    LiftSuspension,
}

/// <summary>Properties of one kind of difference. A new kind needs a row here and its text on the page.</summary>
public sealed record DifferenceDescription(DifferenceSubject About, DifferenceRepair Repair)
{
    private static readonly Dictionary<PaymentDifferenceKind, DifferenceDescription> Kinds = new()
    {
        [PaymentDifferenceKind.PaidAtProviderOnly] = new(DifferenceSubject.ProviderPayment, DifferenceRepair.SyncPayment),
        [PaymentDifferenceKind.PaymentNotFoundLocally] = new(DifferenceSubject.ProviderPayment, DifferenceRepair.AskAgain)
        {
            RequiresDecision = true,
        },
        [PaymentDifferenceKind.PaidLocallyOnly] = new(DifferenceSubject.LocalPayment, DifferenceRepair.AskAgain)
        {
            RequiresDecision = true,
        },
        [PaymentDifferenceKind.AmountDiffers] = new(DifferenceSubject.ProviderPayment, DifferenceRepair.AskAgain)
        {
            RequiresDecision = true,
            DecisionEndsPayment = true,
        },
        [PaymentDifferenceKind.FeeDiffers] = new(DifferenceSubject.ProviderPayment, DifferenceRepair.SyncPayment),
        [PaymentDifferenceKind.RefundedAtProviderOnly] = new(DifferenceSubject.ProviderRefund, DifferenceRepair.SyncRefund)
        {
            RequiresDecision = true,
        },
        [PaymentDifferenceKind.RefundSettledAtProvider] = new(DifferenceSubject.ProviderRefund, DifferenceRepair.SyncRefund),
        [PaymentDifferenceKind.RefundFailedAtProvider] = new(DifferenceSubject.ProviderRefund, DifferenceRepair.SyncRefund),
        [PaymentDifferenceKind.RefundNotFoundAtProvider] = new(DifferenceSubject.LocalRefund, DifferenceRepair.FailRefund),
        [PaymentDifferenceKind.DisputeNotFoundLocally] = new(DifferenceSubject.ProviderDispute, DifferenceRepair.SyncDispute),
        [PaymentDifferenceKind.DisputeChanged] = new(DifferenceSubject.ProviderDispute, DifferenceRepair.SyncDispute),
        [PaymentDifferenceKind.TicketsStillValid] = new(DifferenceSubject.LocalOrder, DifferenceRepair.VoidTickets)
        {
            RequiresDecision = true,
        },
        [PaymentDifferenceKind.TicketsStillSuspended] = new(DifferenceSubject.LocalOrder, DifferenceRepair.LiftSuspension),
    };

    /// <summary>A person may decide otherwise than the repair, or what no repair can.</summary>
    public bool RequiresDecision { get; init; }

    /// <summary>Also ends an unsettled payment, which would otherwise be polled, and its places held, forever.</summary>
    public bool DecisionEndsPayment { get; init; }

    /// <summary>The repair writes its own audit entry.</summary>
    public bool IsRepairAudited => Repair is DifferenceRepair.VoidTickets or DifferenceRepair.LiftSuspension;

    public static DifferenceDescription Get(PaymentDifferenceKind kind) => Kinds[kind];
}
