using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;

namespace Ticketing.Payments.Review;

public abstract record RepairOutcome
{
    public sealed record Repaired(Difference Was) : RepairOutcome;

    /// <summary>No such difference (any more).</summary>
    public sealed record Agrees : RepairOutcome;

    /// <summary>A person has to decide.</summary>
    public sealed record Remains(Difference Difference) : RepairOutcome;

    public sealed record ProviderAway : RepairOutcome;
}

public sealed partial class RepairDifference(
    TicketingDbContext db, FindDifference find, ProviderNews news, MoneyReview review, SettleRefund settle, VoidPaidBack paidBack,
    SuspendTickets suspend, AuditTrail audit, ILogger<RepairDifference> log)
{
    private const string NotThere = "The provider does not know this refund.";

    /// <param name="about">See <see cref="DifferenceKind"/>.</param>
    /// <remarks>Safe to repeat.</remarks>
    public async Task<RepairOutcome> RepairAsync(DifferenceKind kind, string about, CancellationToken ct)
    {
        try
        {
            if (await find.FindAsync(kind, about, ct) is not { } difference)
            {
                return new RepairOutcome.Agrees();
            }

            await ActAsync(difference, ct);
            if (await find.FindAsync(kind, about, ct) is { } rest)
            {
                return new RepairOutcome.Remains(rest);
            }

            await RecordAsync(difference, ct);
            return new RepairOutcome.Repaired(difference);
        }
        catch (PaymentProviderException error)
        {
            Away(log, kind, error);
            return new RepairOutcome.ProviderAway();
        }
    }

    private Task ActAsync(Difference difference, CancellationToken ct) => difference.Kind switch
    {
        DifferenceKind.PaidThereNotHere or DifferenceKind.OtherFee => news.OfPaymentAsync(review.Provider, difference.About, ct),
        DifferenceKind.RefundedThereNotHere or DifferenceKind.RefundDecidedThere or DifferenceKind.RefundFailedThere =>
            news.OfRefundAsync(review.Provider, difference.About, ct),
        DifferenceKind.RefundUnknownThere => FailAsync(Guid.Parse(difference.About), ct),
        DifferenceKind.DisputeUnknownHere or DifferenceKind.DisputeMovedOn => news.OfDisputeAsync(review.Provider, difference.About, ct),
        DifferenceKind.StillValid => paidBack.VoidAsync(difference.Order!.Id, ct),
        DifferenceKind.StillSuspended => suspend.LiftAsync(difference.Order!.Id, ct),

        _ => Task.CompletedTask,
    };

    // The provider never made the refund: mark it failed so that it can be retried.
    private async Task FailAsync(Guid refundId, CancellationToken ct)
    {
        var refund = await db.Set<Refund>().AsNoTracking().SingleAsync(r => r.Id == refundId, ct);
        await settle.NeverMadeAsync(refund, NotThere, ct);
    }

    // Ticket changes write their own audit entry.
    private Task RecordAsync(Difference was, CancellationToken ct) =>
        was.Order is not { } order || was.Kind is DifferenceKind.StillValid or DifferenceKind.StillSuspended ? Task.CompletedTask : audit.RecordAsync(
            "order.books-repaired", order.Id, order.Reference, before: null, new { Difference = was.Kind, was.About, Amount = was.Amount?.ToString() }, ct);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A difference of kind {Kind} could not be repaired: the provider does not respond")]
    private static partial void Away(ILogger logger, DifferenceKind kind, Exception error);
}
