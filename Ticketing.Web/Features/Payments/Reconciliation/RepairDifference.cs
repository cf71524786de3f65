using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Payments.Sync;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Reconciliation;

public abstract record RepairOutcome
{
    public sealed record Repaired(PaymentDifference Difference) : RepairOutcome;

    /// <summary>No such difference (any more).</summary>
    public sealed record NoDifference : RepairOutcome;

    /// <summary>A person has to decide.</summary>
    public sealed record Remains(PaymentDifference Difference) : RepairOutcome;

    public sealed record ProviderUnavailable : RepairOutcome;
}

public sealed partial class RepairDifference(
    TicketingDbContext db,
    DifferenceFinder finder,
    ProviderSync sync,
    PaymentReconciliation reconciliation,
    SettleRefund settleRefund,
    VoidRefundedTickets voidTickets,
    SuspendTickets suspendTickets,
    AuditTrail audit,
    ILogger<RepairDifference> log
)
{
    private const string NotFoundAtProvider = "The provider does not know this refund.";

    /// <param name="about">See <see cref="DifferenceSubject"/>.</param>
    /// <remarks>Safe to repeat.</remarks>
    public async Task<RepairOutcome> RepairAsync(PaymentDifferenceKind kind, string about, CancellationToken ct)
    {
        try
        {
            if (await finder.FindAsync(kind, about, ct) is not { } difference)
            {
                return new RepairOutcome.NoDifference();
            }

            await ApplyAsync(difference, ct);
            if (await finder.FindAsync(kind, about, ct) is { } rest)
            {
                return new RepairOutcome.Remains(rest);
            }

            await RecordAsync(difference, ct);
            return new RepairOutcome.Repaired(difference);
        }
        catch (PaymentProviderException error)
        {
            ProviderUnavailable(log, kind, error);
            return new RepairOutcome.ProviderUnavailable();
        }
    }

    private Task ApplyAsync(PaymentDifference difference, CancellationToken ct) =>
        difference.Description.Repair switch
        {
            DifferenceRepair.SyncPayment => sync.SyncPaymentAsync(reconciliation.Provider, difference.About, ct),
            DifferenceRepair.SyncRefund => sync.SyncRefundAsync(reconciliation.Provider, difference.About, ct),
            DifferenceRepair.SyncDispute => sync.SyncDisputeAsync(reconciliation.Provider, difference.About, ct),
            DifferenceRepair.FailRefund => FailRefundAsync(Guid.Parse(difference.About), ct),
            DifferenceRepair.VoidTickets => voidTickets.VoidAsync(difference.Order!.Id, ct),
            DifferenceRepair.LiftSuspension => suspendTickets.LiftAsync(difference.Order!.Id, ct),
            _ => Task.CompletedTask,
        };

    // The provider never made the refund: mark it failed so that it can be retried.
    private async Task FailRefundAsync(Guid refundId, CancellationToken ct)
    {
        var refund = await db.Set<Refund>().AsNoTracking().SingleAsync(r => r.Id == refundId, ct);
        await settleRefund.FailNotFoundAsync(refund, NotFoundAtProvider, ct);
    }

    private Task RecordAsync(PaymentDifference difference, CancellationToken ct) =>
        difference.Order is not { } order || difference.Description.IsRepairAudited
            ? Task.CompletedTask
            : audit.RecordAsync(
                "order.books-repaired",
                order.Id,
                order.Reference,
                before: null,
                new
                {
                    Difference = difference.Kind,
                    difference.About,
                    Amount = difference.Amount?.ToRecordString(),
                },
                ct
            );

    [LoggerMessage(Level = LogLevel.Warning, Message = "A difference of kind {Kind} could not be repaired: the provider does not respond")]
    private static partial void ProviderUnavailable(ILogger logger, PaymentDifferenceKind kind, Exception error);
}
