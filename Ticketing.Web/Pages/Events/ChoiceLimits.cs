using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Promotions;

namespace Ticketing.Pages.Events;

/// <summary>Finds what could never be held, so that nobody waits in line for it.</summary>
public sealed class ChoiceLimits(SaleRules rules)
{
    /// <param name="code">The buyer's; null if there is none.</param>
    public IReadOnlyList<RefusedLine> Check(Event @event, IReadOnlyDictionary<Guid, int> choice, PromoCode? code) =>
        [.. choice.Select(line => Check(@event, line.Key, line.Value, code)).OfType<RefusedLine>()];

    private RefusedLine? Check(Event @event, Guid typeId, int quantity, PromoCode? code)
    {
        var type = @event.TicketTypes.FirstOrDefault(type => type.Id == typeId && (!type.IsHidden || code?.AppliesTo(type) == true));
        LineRefusal? reason = type switch
        {
            null => new LineRefusal.Unknown(),
            _ when quantity > rules.GetMaxPerOrder(@event, type) => new LineRefusal.AboveLimit(rules.GetMaxPerOrder(@event, type)),
            _ when quantity < type.MinPerOrder => new LineRefusal.BelowMinimum(type.MinPerOrder),
            _ => null,
        };
        return reason is null ? null : new RefusedLine(typeId, type?.Category ?? "", reason);
    }
}
