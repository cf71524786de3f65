using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Payments.Disputes;
using Ticketing.Payments.Refunds;

namespace Ticketing.Payments.Review;

public abstract record RepairOutcome
{
    public sealed record Repaired(Difference Was) : RepairOutcome;

    /// <summary>There is no such difference (any more).</summary>
    public sealed record Agrees : RepairOutcome;

    /// <summary>The provider was asked once more, and a person has to decide.</summary>
    public sealed record Remains(Difference Difference) : RepairOutcome;

    /// <summary>The provider did not answer; nothing is lost by trying again.</summary>
    public sealed record ProviderAway : RepairOutcome;
}

/// <summary>Brings both sides of a difference together, by what the provider says now.</summary>
public sealed partial class RepairDifference(
    TicketingDbContext db, FindDifference find, ProviderNews news, MoneyReview review, SettleRefund settle, VoidPaidBack paidBack,
    SuspendTickets suspend, AuditTrail audit, ILogger<RepairDifference> log)
{
    private const string NotThere = "The provider does not know this refund.";

    /// <param name="about">See <see cref="DifferenceKind"/>.</param>
    /// <remarks>Safe to press twice: what agrees is left alone, and each act is conditional on what it changes.</remarks>
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

        // That both say otherwise of how much was paid, or whether, no program may decide.
        _ => Task.CompletedTask,
    };

    // Nothing has gone back, whatever we believed: from here on it is a refund that failed, and can be tried again.
    private async Task FailAsync(Guid refundId, CancellationToken ct)
    {
        var refund = await db.Set<Refund>().AsNoTracking().SingleAsync(r => r.Id == refundId, ct);
        await settle.NeverMadeAsync(refund, NotThere, ct);
    }

    // Tickets have an entry of their own.
    private Task RecordAsync(Difference was, CancellationToken ct) =>
        was.Order is not { } order || was.Kind is DifferenceKind.StillValid or DifferenceKind.StillSuspended ? Task.CompletedTask : audit.RecordAsync(
            "order.books-repaired", order.Id, order.Reference, before: null, new { Difference = was.Kind, was.About, Amount = was.Amount?.ToString() }, ct);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A difference of the kind {Kind} could not be repaired: the provider does not answer")]
    private static partial void Away(ILogger logger, DifferenceKind kind, Exception error);
}
