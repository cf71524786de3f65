using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;

namespace Ticketing.Features.Holds;

/// <summary>Collects every reason for a refusal, so that the buyer sees all of them at once.</summary>
internal static class HoldRules
{
    public static IReadOnlyList<RefusedLine> Check(Event @event, IReadOnlyCollection<StockLine> wanted, SaleRules rules)
    {
        var refused = wanted.Select(line => FindRefusal(@event, line, rules)).OfType<RefusedLine>().ToList();
        return refused.Count > 0 ? refused : CheckEventCapacity(@event, wanted);
    }

    /// <summary>Checks stock and withdrawal only.</summary>
    public static IReadOnlyList<RefusedLine> CheckForBoxOffice(Event @event, IReadOnlyCollection<StockLine> wanted)
    {
        var refused = wanted.Select(line => FindBoxOfficeRefusal(@event, line)).OfType<RefusedLine>().ToList();
        return refused.Count > 0 ? refused : CheckEventCapacity(@event, wanted);
    }

    /// <summary>Returns the types that are short; empty if enough tickets have become available again.</summary>
    public static IReadOnlyList<RefusedLine> CheckStock(Event @event, IReadOnlyCollection<StockLine> wanted)
    {
        var types = wanted.Select(line => (Line: line, Type: @event.TicketTypes.Single(t => t.Id == line.TicketTypeId))).ToList();
        var shortOf = types.Where(t => SaleRules.GetRemaining(@event, t.Type) < t.Line.Quantity).ToList();
        return shortOf.Count > 0 ? [.. shortOf.Select(t => CreateShortage(@event, t.Type))] : CheckEventCapacity(@event, wanted);
    }

    /// <summary>
    /// For a type that was short at each attempt although enough are left each time one looks: other buyers take and return tickets.
    /// </summary>
    /// <param name="earlier">The type that it follows; null if there is none, or if that does not matter.</param>
    public static RefusedLine DescribeOvertaken(Event @event, Guid typeId, TicketType? earlier)
    {
        var type = @event.TicketTypes.Single(t => t.Id == typeId);
        return new RefusedLine(
            type.Id,
            type.Category,
            earlier is null ? new LineRefusal.NotEnoughLeft(0, MayComeBack: true) : new LineRefusal.Following(earlier.Category)
        );
    }

    /// <returns>Null if the line may be held.</returns>
    private static RefusedLine? FindRefusal(Event @event, StockLine line, SaleRules rules)
    {
        var type = @event.TicketTypes.FirstOrDefault(t => t.Id == line.TicketTypeId);
        if (type is null)
        {
            return new RefusedLine(line.TicketTypeId, "", new LineRefusal.Unknown());
        }

        LineRefusal? reason = rules.GetState(@event, type) switch
        {
            SaleState.NotOnSaleYet => new LineRefusal.NotOnSaleYet(type.SalesStartAt!.Value),
            // If there is none any more, its sale has begun just now.
            SaleState.Following or SaleState.OnSale when line.Quantity > type.OwnHeld && rules.FindEarlier(@event, type) is { } earlier =>
                new LineRefusal.Following(earlier.Category),
            SaleState.Hidden => new LineRefusal.Unknown(),
            SaleState.NotPayable => new LineRefusal.NoOnlinePayment(),
            SaleState.Ended or SaleState.Withdrawn or SaleState.EventNotActive => new LineRefusal.NoLongerOnSale(),
            SaleState.SoldOut => new LineRefusal.NotEnoughLeft(0, MayComeBack: false),
            SaleState.AllHeld => new LineRefusal.NotEnoughLeft(0, MayComeBack: true),
            _ when line.Quantity > rules.GetMaxPerOrder(@event, type) => new LineRefusal.AboveLimit(rules.GetMaxPerOrder(@event, type)),
            _ when line.Quantity < type.MinPerOrder => new LineRefusal.BelowMinimum(type.MinPerOrder),
            _ when line.Quantity > SaleRules.GetRemaining(@event, type) => CreateShortage(@event, type).Reason,
            _ => null,
        };
        return reason is null ? null : new RefusedLine(type.Id, reason is LineRefusal.Unknown ? "" : type.Category, reason);
    }

    private static RefusedLine? FindBoxOfficeRefusal(Event @event, StockLine line) =>
        @event.TicketTypes.FirstOrDefault(t => t.Id == line.TicketTypeId) switch
        {
            null => new RefusedLine(line.TicketTypeId, "", new LineRefusal.Unknown()),
            { IsWithdrawn: true } type => new RefusedLine(type.Id, type.Category, new LineRefusal.NoLongerOnSale()),
            var type when line.Quantity > SaleRules.GetRemaining(@event, type) => CreateShortage(@event, type),
            var type when line.Quantity > PlaceBoxOfficeHold.MaxPerType => new RefusedLine(
                type.Id,
                type.Category,
                new LineRefusal.AboveLimit(PlaceBoxOfficeHold.MaxPerType)
            ),
            _ => null,
        };

    private static IReadOnlyList<RefusedLine> CheckEventCapacity(Event @event, IReadOnlyCollection<StockLine> wanted) =>
        wanted.Sum(line => line.Quantity) <= @event.Remaining
            ? []
            : [.. wanted.Select(line => CreateShortage(@event, @event.TicketTypes.Single(t => t.Id == line.TicketTypeId)))];

    private static RefusedLine CreateShortage(Event @event, TicketType type) =>
        new(type.Id, type.Category, new LineRefusal.NotEnoughLeft(SaleRules.GetRemaining(@event, type), type.Held > 0));
}
