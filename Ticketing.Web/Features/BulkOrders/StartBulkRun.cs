using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.BulkOrders;

public enum StartBulkOutcome
{
    /// <summary>Also if it had been started before.</summary>
    Started,

    /// <summary>Not what staff confirmed any more: nothing was started.</summary>
    Changed,
    NothingToDo,
}

/// <param name="RunId">Made with the form.</param>
/// <param name="Digest">Of the plan that staff confirmed.</param>
public sealed record StartBulkRequest(Guid RunId, BulkAction Action, BulkSelection Selection, string Digest)
{
    public string Reason { get; init; } = "";
    public bool KeepBookingFee { get; init; }
}

/// <summary>Lists the orders in one transaction; a background job processes them.</summary>
public sealed class StartBulkRun(TicketingDbContext db, PlanBulkAction plans, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Idempotent, also if called concurrently.</summary>
    public Task<StartBulkOutcome> StartAsync(StartBulkRequest request, CancellationToken ct) =>
        db.WriteAsync(() => TryAsync(request, ct), outcome => outcome == StartBulkOutcome.Started, ct);

    private async Task<StartBulkOutcome> TryAsync(StartBulkRequest request, CancellationToken ct)
    {
        // Of two at the same time, one violates the primary key, and runs again.
        if (await db.Set<BulkRun>().AnyAsync(r => r.Id == request.RunId, ct))
        {
            return StartBulkOutcome.Started;
        }

        var plan = await plans.PlanAsync(request.Action, request.Selection, ct);
        if (plan?.Digest != request.Digest)
        {
            return StartBulkOutcome.Changed;
        }

        if (plan.Orders.Count == 0)
        {
            return StartBulkOutcome.NothingToDo;
        }

        await SaveAsync(request, plan, ct);
        return StartBulkOutcome.Started;
    }

    private async Task SaveAsync(StartBulkRequest request, BulkPlan plan, CancellationToken ct)
    {
        var (actor, now) = (audit.Actor, clock.GetUtcNow());
        var run = new BulkRun
        {
            Id = request.RunId,
            Action = request.Action,
            Reason = request.Reason,
            KeepBookingFee = request.KeepBookingFee,
            LeftOut = plan.LeftOut,
            RequestedById = actor.Id,
            RequestedBy = actor.Name,
            StartedAt = now,
        };
        db.Add(run);
        db.AddRange(
            plan.Orders.Select(order => new BulkEntry
            {
                RunId = run.Id,
                OrderId = order.Id,
                DueAt = now,
            })
        );
        await db.SaveChangesAsync(ct);
        await RecordAsync(run, plan, ct);
    }

    private Task RecordAsync(BulkRun run, BulkPlan plan, CancellationToken ct)
    {
        var orders = plan.Orders.Count;
        var count = orders.ToString(CultureInfo.InvariantCulture);
        if (run.Action == BulkAction.Resend)
        {
            return audit.RecordAsync("orders.resent", run.Id, count, before: null, new { Orders = orders, plan.LeftOut }, ct);
        }

        var amounts = plan.GetAmounts(run.KeepBookingFee).Select(amount => amount.ToRecordString());
        var after = new
        {
            Orders = orders,
            plan.Tickets,
            Amount = string.Join(" + ", amounts),
            plan.LeftOut,
            run.Reason,
        };
        return audit.RecordAsync("orders.refunded", run.Id, count, before: null, after, ct);
    }
}
