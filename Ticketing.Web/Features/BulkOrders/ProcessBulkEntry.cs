using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.BulkOrders;

public sealed class ProcessBulkEntry(
    TicketingDbContext db,
    RefundOrder refunds,
    DisputeQueries disputes,
    ResendConfirmation confirmation,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <param name="onClaimed">Called with the order id before it is processed.</param>
    /// <returns>The order id; null if none is due and unlocked.</returns>
    public Task<Guid?> ProcessNextAsync(BulkRun run, Action<Guid> onClaimed, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var latest = now + ClockSkew.Max;
                var entry = await db.Set<BulkEntry>()
                    .Where(e => e.RunId == run.Id && e.Status == BulkEntryStatus.Pending && (e.DueAt <= now || e.DueAt > latest))
                    .OrderBy(e => e.DueAt)
                    .ThenBy(e => e.OrderId)
                    .LockFirstAsync(ct);
                if (entry is null)
                {
                    return (Guid?)null;
                }

                onClaimed(entry.OrderId);
                audit.ActFor(await FindActorAsync(run, ct));
                await SaveAsync(entry, await ProcessAsync(run, entry.OrderId, ct), ct);
                return entry.OrderId;
            },
            ct: ct
        );

    // Who continued a stopped run has confirmed what is left of it.
    private async Task<Actor> FindActorAsync(BulkRun run, CancellationToken ct)
    {
        var id = run.Id.ToString();
        return await db.Set<AuditEntry>()
                .Where(e => e.SubjectId == id && e.Action == ContinueBulkRun.AuditAction)
                .OrderByDescending(e => e.At)
                .ThenByDescending(e => e.Id)
                .Select(e => new Actor(e.ActorId, e.ActorName, ""))
                .FirstOrDefaultAsync(ct)
            ?? new Actor(run.RequestedById, run.RequestedBy, "");
    }

    private Task<Result> ProcessAsync(BulkRun run, Guid orderId, CancellationToken ct) =>
        run.Action == BulkAction.Refund ? RefundAsync(run, orderId, ct) : ResendAsync(run, orderId, ct);

    // Much can have happened since staff confirmed: the rules of a single refund are checked again.
    private async Task<Result> RefundAsync(BulkRun run, Guid orderId, CancellationToken ct)
    {
        // Disputes that arrive lock the order too.
        var order = await refunds.LockAsync(orderId, ct);
        if (await IsEventCancelledAsync(order.EventId, ct))
        {
            return new Result(BulkSkipReason.EventCancelled);
        }

        if (await disputes.IsDisputedAsync(orderId, ct))
        {
            return new Result(BulkSkipReason.Disputed);
        }

        return await refunds.RefundAllValidAsync(orderId, run.KeepBookingFee, run.Reason, ct) switch
        {
            RefundOutcome.Started { Refund: var made } => new Result(RefundId: made.Id),
            RefundOutcome.NotPaid => new Result(BulkSkipReason.NotPaid),
            _ => new Result(BulkSkipReason.AlreadyRefunded),
        };
    }

    // Locked, so that of a refund and a cancellation at the same time one sees the other.
    private async Task<bool> IsEventCancelledAsync(Guid eventId, CancellationToken ct) =>
        await db.Set<Event>().Where(e => e.Id == eventId).Select(e => e.Status).ForUpdate().SingleAsync(ct) == EventStatus.Cancelled;

    private async Task<Result> ResendAsync(BulkRun run, Guid orderId, CancellationToken ct)
    {
        if (!await db.Set<Ticket>().AnyAsync(t => t.OrderId == orderId && t.Status == TicketStatus.Valid, ct))
        {
            return new Result(BulkSkipReason.AlreadyRefunded);
        }

        return await confirmation.ResendInBulkAsync(orderId, run.Id, ct) switch
        {
            ResendOutcome.Queued => new Result(),
            ResendOutcome.LimitReached => new Result(BulkSkipReason.MailLimit),
            ResendOutcome.NoEmail => new Result(BulkSkipReason.NoEmail),
            ResendOutcome.NotPaid => new Result(BulkSkipReason.NotPaid),
            _ => throw new UnreachableException(),
        };
    }

    private async Task SaveAsync(BulkEntry entry, Result result, CancellationToken ct)
    {
        var status = result.Skip is null ? BulkEntryStatus.Done : BulkEntryStatus.Skipped;
        var done = await db.Set<BulkEntry>()
            .Where(e => e.RunId == entry.RunId && e.OrderId == entry.OrderId && e.Status == BulkEntryStatus.Pending)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.Status, status)
                        .SetProperty(e => e.SkipReason, result.Skip)
                        .SetProperty(e => e.RefundId, result.RefundId)
                        .SetProperty(e => e.Error, (string?)null),
                ct
            );
        if (done == 0)
        {
            throw new InvalidOperationException($"The entry of order {entry.OrderId} changed while it was locked.");
        }
    }

    private sealed record Result(BulkSkipReason? Skip = null, Guid? RefundId = null);
}
