using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;

namespace Ticketing.Pages.Events;

public sealed record TicketTypeRow
{
    private const int DefaultMaxPerOrder = 10;

    public required TicketType Type { get; init; }
    public required SaleState State { get; init; }
    public required long Price { get; init; }
    public required string PriceText { get; init; }

    /// <summary>Fees included in the price; may be empty.</summary>
    public required string PriceNote { get; init; }
    public required IReadOnlyList<string> Facts { get; init; }
    public required int MaxQuantity { get; init; }

    /// <summary>Said if more than <see cref="MaxQuantity"/> are chosen.</summary>
    public required string AboveText { get; init; }

    /// <summary>Said if fewer than the smallest order are chosen.</summary>
    public required string BelowText { get; init; }
    public required string Input { get; init; }
    public required string Refusal { get; init; }

    public bool CanBuy => State == SaleState.OnSale;

    public string FieldName => ChosenQuantities.GetFieldName(Type.Id);

    public string Anchor => $"type-{Type.Id:N}";

    /// <param name="maxPerOrder">Without regard to what is left.</param>
    public static TicketTypeRow Create(
        Event @event,
        TicketType type,
        SaleState state,
        int maxPerOrder,
        Pricing pricing,
        DateTimeOffset now,
        string typed,
        string refusal
    )
    {
        var price = pricing.GetPrice(type.Price);
        return new TicketTypeRow
        {
            Type = type,
            State = state,
            Price = price.Total,
            PriceText = price.Total == 0 ? "Free" : pricing.ToMoney(price.Total).ToString(),
            PriceNote = price.BookingFee > 0 ? $"includes {pricing.ToMoney(price.BookingFee)} booking fee" : "",
            Facts = [.. GetFacts(@event, type, state, maxPerOrder, now).Where(fact => fact.Length > 0)],
            MaxQuantity = Math.Min(maxPerOrder, SaleRules.GetRemaining(@event, type)),
            AboveText = HoldRefusalText.Describe(GetAbove(@event, type, maxPerOrder), @event),
            BelowText = HoldRefusalText.Describe(new LineRefusal.BelowMinimum(type.MinPerOrder), @event),
            Input = typed,
            Refusal = refusal,
        };
    }

    private static LineRefusal GetAbove(Event @event, TicketType type, int maxPerOrder) =>
        SaleRules.GetRemaining(@event, type) < maxPerOrder
            ? new LineRefusal.NotEnoughLeft(SaleRules.GetRemaining(@event, type), type.Held > 0)
            : new LineRefusal.AboveLimit(maxPerOrder);

    private static IEnumerable<string> GetFacts(Event @event, TicketType type, SaleState state, int maxPerOrder, DateTimeOffset now)
    {
        yield return type.Note;
        yield return state switch
        {
            SaleState.OnSale when SaleRules.IsNearlySoldOut(@event, type) => $"{SaleRules.GetRemaining(@event, type)} left",
            SaleState.NotOnSaleYet => $"on sale from {@event.DayAndTime(type.SalesStartAt!.Value, now)}",
            SaleState.Ended => type.SalesEndAt is { } end && end < @event.StartsAt
                ? $"sale ended {@event.ShortDate(end, now)}"
                : "sale ended",
            SaleState.SoldOut => "sold out",
            SaleState.AllHeld => "all held at the moment: some may come back",
            SaleState.NotPayable => "not sold online at present",
            _ => "",
        };
        if (state is SaleState.OnSale or SaleState.NotOnSaleYet)
        {
            yield return Limits(type.MinPerOrder, maxPerOrder);
            yield return type.SalesEndAt is { } until && until < @event.StartsAt ? $"until {@event.DayAndTime(until, now)}" : "";
        }
    }

    // The default limit is not mentioned: the field enforces it.
    private static string Limits(int min, int max) =>
        min > 1 ? $"{min} to {max} per order"
        : max < DefaultMaxPerOrder ? $"up to {max} per order"
        : "";
}
