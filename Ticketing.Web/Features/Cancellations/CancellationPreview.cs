using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Cancellations;

public sealed record CancellationPreview
{
    public required Event Event { get; init; }

    /// <summary>Number of orders with a valid ticket.</summary>
    public required int Orders { get; init; }

    /// <summary>Number of these orders that have an email address.</summary>
    public required int WithEmail { get; init; }

    /// <summary>Each once, however many orders they have.</summary>
    public required int BuyersWithEmail { get; init; }
    public required int Tickets { get; init; }

    /// <summary>Goes back through the payment provider.</summary>
    public required Money Online { get; init; }

    /// <summary>Staff have to hand it back: by the way in which it was paid, in English.</summary>
    public required IReadOnlyList<(string PaidWith, Money Amount)> ByHand { get; init; }

    /// <summary>Number of held tickets.</summary>
    public required int Held { get; init; }

    /// <summary>Each order without an address counts as one.</summary>
    public int Buyers => BuyersWithEmail + Orders - WithEmail;

    public Money AtVenue => new(ByHand.Sum(part => part.Amount.MinorUnits), Online.Currency);
}

public sealed class CancellationPreviewQueries(TicketingDbContext db, Pricing pricing)
{
    /// <returns>Null if the event does not exist.</returns>
    public async Task<CancellationPreview?> FindAsync(Guid eventId, CancellationToken ct)
    {
        if (await db.Set<Event>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == eventId, ct) is not { } @event)
        {
            return null;
        }

        // Each order is in one group.
        var groups = await Valid(eventId)
            .GroupBy(t => new
            {
                t.Online,
                t.PaidWith,
                t.HasEmail,
            })
            .Select(g => new
            {
                g.Key.Online,
                g.Key.PaidWith,
                g.Key.HasEmail,
                Tickets = g.Count(),
                Orders = g.Select(t => t.OrderId).Distinct().Count(),
                Amount = g.Sum(t => t.Price),
            })
            .ToListAsync(ct);
        return new CancellationPreview
        {
            Event = @event,
            Orders = groups.Sum(g => g.Orders),
            WithEmail = groups.Where(g => g.HasEmail).Sum(g => g.Orders),
            BuyersWithEmail = await Valid(eventId).Where(t => t.HasEmail).Select(t => t.EmailKey).Distinct().CountAsync(ct),
            Tickets = groups.Sum(g => g.Tickets),
            Online = ToMoney(groups.Where(g => g.Online).Sum(g => g.Amount)),
            ByHand =
            [
                .. groups
                    .Where(g => g is { Online: false, Amount: > 0 })
                    .GroupBy(g => g.PaidWith ?? "", g => g.Amount)
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => (g.Key, ToMoney(g.Sum()))),
            ],
            Held = @event.Held,
        };

        Money ToMoney(long amount) => new(amount, pricing.Currency);
    }

    private IQueryable<ValidTicket> Valid(Guid eventId) =>
        from ticket in db.Set<Ticket>().Where(t => t.EventId == eventId && t.Status == TicketStatus.Valid)
        join line in db.Set<OrderLine>() on new { ticket.OrderId, ticket.TicketTypeId } equals new { line.OrderId, line.TicketTypeId }
        join order in db.Set<Order>().Where(o => o.EventId == eventId && o.Status == OrderStatus.Paid) on ticket.OrderId equals order.Id
        let online = db.Set<Payment>().Any(p => p.OrderId == order.Id && p.Status == PaymentStatus.Paid)
        select new ValidTicket
        {
            OrderId = ticket.OrderId,
            Price = line.UnitFaceValue + line.UnitBookingFee,
            Online = online,
            PaidWith = online ? null : order.PaidWith,
            HasEmail = order.BuyerEmail != "",
            EmailKey = order.BuyerEmailKey,
        };

    private sealed class ValidTicket
    {
        public required Guid OrderId { get; init; }
        public required long Price { get; init; }
        public required bool Online { get; init; }
        public required string? PaidWith { get; init; }
        public required bool HasEmail { get; init; }
        public required string EmailKey { get; init; }
    }
}
