using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Promotions;
using Ticketing.Features.WaitingRoom;

namespace Ticketing.Pages.Events;

/// <summary>Finds what could never be held, so that nobody waits in line for it.</summary>
public sealed class ChoiceLimits(SaleRules rules, TimeProvider clock)
{
    /// <param name="code">The buyer's; null if there is none.</param>
    public IReadOnlyList<RefusedLine> Check(Room room, IReadOnlyDictionary<Guid, int> choice, PromoCode? code) =>
        [.. choice.Select(line => Check(room, line.Key, line.Value, code)).OfType<RefusedLine>()];

    private RefusedLine? Check(Room room, Guid typeId, int quantity, PromoCode? code)
    {
        var @event = room.Event;
        var type = @event.TicketTypes.FirstOrDefault(type => type.Id == typeId && (!type.IsHidden || code?.AppliesTo(type) == true));
        LineRefusal? reason = type switch
        {
            null => new LineRefusal.Unknown(),
            { SalesStartAt: { } start } when start > clock.GetUtcNow() && !room.SellsTogether(type) && !OpensPresale(code, type) =>
                new LineRefusal.NotOnSaleYet(start),
            _ when quantity > rules.GetMaxPerOrder(@event, type) => new LineRefusal.AboveLimit(rules.GetMaxPerOrder(@event, type)),
            _ when quantity < type.MinPerOrder => new LineRefusal.BelowMinimum(type.MinPerOrder),
            _ => null,
        };
        return reason is null ? null : new RefusedLine(typeId, type?.Category ?? "", reason);
    }

    private static bool OpensPresale(PromoCode? code, TicketType type) => code is { OpensPresale: true } && code.AppliesTo(type);
}
