using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Search;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Recovery;

namespace Ticketing.Features.BulkOrders;

/// <summary>Finds the effects of a bulk action, without changing anything.</summary>
public sealed class PlanBulkAction(TicketingDbContext db, OrderSearch search)
{
    public const int MaxOrders = 5000;

    /// <returns>Null if more than <see cref="MaxOrders"/> are chosen.</returns>
    public async Task<BulkPlan?> PlanAsync(BulkAction action, BulkSelection selection, CancellationToken ct)
    {
        if (await FindAsync(selection, ct) is not { } orders)
        {
            return new BulkPlan(action, []);
        }

        return await PlanAsync(action, orders, ct) is { } planned ? new BulkPlan(action, planned) : null;
    }

    /// <summary>Of the orders whose turn had not come when staff stopped the run.</summary>
    public async Task<BulkPlan> PlanRemainingAsync(Guid runId, BulkAction action, CancellationToken ct)
    {
        var left = db.Set<BulkEntry>().Where(e => e.RunId == runId && e.Status == BulkEntryStatus.Skipped && e.SkipReason == null);
        var orders = db.Set<Order>().AsNoTracking().Where(o => left.Any(e => e.OrderId == o.Id));
        var planned = await PlanAsync(action, orders, ct) ?? throw new UnreachableException();
        return new BulkPlan(action, planned) { RestoredTo = action == BulkAction.Resend ? await FindRestoredToAsync(left, ct) : null };
    }

    // The run may have been continued after the backup, which its records then do not show.
    private Task<DateTimeOffset?> FindRestoredToAsync(IQueryable<BulkEntry> left, CancellationToken ct) =>
        db.Set<Restore>()
            .Where(r => left.Any(e => e.DueAt <= r.RestoredAt))
            .OrderBy(r => r.BackupCreatedAt)
            .Select(r => (DateTimeOffset?)r.BackupCreatedAt)
            .FirstOrDefaultAsync(ct);

    private async Task<IReadOnlyList<PlannedOrder>?> PlanAsync(BulkAction action, IQueryable<Order> orders, CancellationToken ct)
    {
        var found = await ReadAsync(orders, ct);
        if (found.Count > MaxOrders)
        {
            return null;
        }

        var tickets = await ReadTicketsAsync(orders.Select(o => o.Id), ct);
        var events = await db.Set<Event>()
            .AsNoTracking()
            .Where(e => orders.Select(o => o.EventId).Contains(e.Id))
            .ToDictionaryAsync(e => e.Id, ct);
        return [.. found.Select(order => Plan(action, order, events[order.EventId], tickets.GetValueOrDefault(order.Id)))];
    }

    private static PlannedOrder Plan(BulkAction action, FoundOrder order, Event show, ValidTickets? valid)
    {
        var left = order.Refundable ?? long.MaxValue;
        return new PlannedOrder(order.Id, order.Reference, order.BuyerName, FindSkipReason(action, order, show, valid))
        {
            EventId = order.EventId,
            EventTitle = show.Title,
            StartsAt = show.LocalStart(),
            Currency = order.Currency,
            Tickets = valid?.Count ?? 0,
            CheckedIn = valid?.CheckedIn ?? 0,
            Amount = Math.Min(valid?.Price ?? 0, left),
            AmountWithoutFee = Math.Min(valid?.FaceValue ?? 0, left),
        };
    }

    private static BulkSkipReason? FindSkipReason(BulkAction action, FoundOrder order, Event show, ValidTickets? valid) =>
        (action, order) switch
        {
            (_, { Status: OrderStatus.Refunded }) => BulkSkipReason.AlreadyRefunded,
            (_, { Status: not OrderStatus.Paid }) => BulkSkipReason.NotPaid,
            _ when valid is null => BulkSkipReason.AlreadyRefunded,
            (BulkAction.Resend, { HasEmail: false }) => BulkSkipReason.NoEmail,
            (BulkAction.Refund, _) when show.Status == EventStatus.Cancelled => BulkSkipReason.EventCancelled,
            (BulkAction.Refund, { IsDisputed: true }) => BulkSkipReason.Disputed,
            (BulkAction.Refund, { Refundable: null }) when valid.Price > 0 => BulkSkipReason.PaidAtVenue,
            _ => null,
        };

    private async Task<IQueryable<Order>?> FindAsync(BulkSelection selection, CancellationToken ct) =>
        selection.References is { } references
            ? db.Set<Order>().AsNoTracking().Where(o => references.Contains(o.Reference))
            : await search.FindNewestAsync(selection.Filter, MaxOrders + 1, ct);

    private Task<List<FoundOrder>> ReadAsync(IQueryable<Order> orders, CancellationToken ct) =>
        orders
            .Select(o => new FoundOrder
            {
                Id = o.Id,
                Reference = o.Reference,
                BuyerName = o.BuyerName,
                EventId = o.EventId,
                Currency = o.Currency,
                Status = o.Status,
                HasEmail = o.BuyerEmail != "",
                IsDisputed = db.Set<Dispute>().Any(d => d.OrderId == o.Id && d.Status != DisputeStatus.Won),
                Refundable = db.Set<Payment>()
                    .Where(p => p.OrderId == o.Id && p.Status == PaymentStatus.Paid)
                    .Max(p => (long?)(p.Amount - p.Refunded)),
            })
            .ToListAsync(ct);

    private Task<Dictionary<Guid, ValidTickets>> ReadTicketsAsync(IQueryable<Guid> orders, CancellationToken ct) =>
        (
            from ticket in db.Set<Ticket>().Where(t => t.Status == TicketStatus.Valid && orders.Contains(t.OrderId))
            join line in db.Set<OrderLine>() on new { ticket.OrderId, ticket.TicketTypeId } equals new { line.OrderId, line.TicketTypeId }
            group new { ticket, line } by ticket.OrderId into each
            select new ValidTickets
            {
                OrderId = each.Key,
                Count = each.Count(),
                CheckedIn = each.Count(t => t.ticket.CheckedInAt != null),
                FaceValue = each.Sum(t => t.line.UnitFaceValue),
                Price = each.Sum(t => t.line.UnitFaceValue + t.line.UnitBookingFee),
            }
        ).ToDictionaryAsync(tickets => tickets.OrderId, ct);

    private sealed class FoundOrder
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required string BuyerName { get; init; }
        public required Guid EventId { get; init; }
        public required string Currency { get; init; }
        public required OrderStatus Status { get; init; }
        public required bool HasEmail { get; init; }
        public required bool IsDisputed { get; init; }

        /// <summary>Minor units; null if nothing was paid online.</summary>
        public required long? Refundable { get; init; }
    }

    private sealed class ValidTickets
    {
        public required Guid OrderId { get; init; }
        public required int Count { get; init; }
        public required int CheckedIn { get; init; }
        public required long FaceValue { get; init; }
        public required long Price { get; init; }
    }
}
