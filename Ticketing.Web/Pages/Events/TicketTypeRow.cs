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

    /// <summary>Without the code; empty if it is the same.</summary>
    public required string FullPriceText { get; init; }

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

    /// <summary>For the waiting room before the on-sale.</summary>
    public bool CanChooseAhead { get; init; }

    /// <summary>There is a waiting list for it.</summary>
    public bool CanWait { get; init; }

    public bool CanBuy => State == SaleState.OnSale || (CanChooseAhead && State == SaleState.NotOnSaleYet);

    public string FieldName => ChosenQuantities.GetFieldName(Type.Id);

    public string Anchor => $"type-{Type.Id:N}";

    /// <param name="maxPerOrder">Without regard to what is left.</param>
    /// <param name="earlier">The type that is sold before this one; null if none is.</param>
    public static TicketTypeRow Create(
        Event @event,
        TicketType type,
        SaleState state,
        int maxPerOrder,
        TicketType? earlier,
        Pricing pricing,
        DateTimeOffset now,
        string typed,
        string refusal
    )
    {
        var price = pricing.GetPrice(type.Price);
        var max = Math.Min(maxPerOrder, SaleRules.GetRemaining(@event, type));
        return new TicketTypeRow
        {
            Type = type,
            State = state,
            Price = price.Total,
            PriceText = GetPriceText(type, pricing),
            FullPriceText = type.Discount > 0 ? pricing.ToMoney(pricing.GetPrice(type.Price + type.Discount).Total).ToString() : "",
            PriceNote = price.BookingFee > 0 ? T["includes {0} booking fee", pricing.ToMoney(price.BookingFee)] : "",
            Facts =
            [
                .. GetFacts(@event, type, state, maxPerOrder, now)
                    .Append(
                        state is SaleState.Following or SaleState.OnSale && earlier is not null ? GetHandover(@event, earlier, now) : ""
                    )
                    .Append(state == SaleState.OnSale ? GetNext(@event, type, pricing) : "")
                    .Where(fact => fact.Length > 0),
            ],
            MaxQuantity = Math.Min(max, earlier is null ? max : type.OwnHeld),
            AboveText = HoldRefusalText.Describe(
                earlier is not null && type.OwnHeld < max
                    ? new LineRefusal.Following(earlier.Category)
                    : GetAbove(@event, type, maxPerOrder),
                @event,
                now
            ),
            BelowText = HoldRefusalText.Describe(new LineRefusal.BelowMinimum(type.MinPerOrder), @event, now),
            Input = typed,
            Refusal = refusal,
        };
    }

    private static string GetPriceText(TicketType type, Pricing pricing) =>
        pricing.GetPrice(type.Price).Total is > 0 and var total ? pricing.ToMoney(total).ToString() : T["Free"];

    private static string GetHandover(Event @event, TicketType earlier, DateTimeOffset now) =>
        earlier.SalesEndAt is { } end && end < @event.StartsAt
            ? T["On sale from {0}, or when {1} is sold out", @event.DayAndTime(end, now), earlier.Category]
            : T["On sale when {0} is sold out", earlier.Category];

    private static string GetNext(Event @event, TicketType type, Pricing pricing) =>
        !type.HasHandedOver && SaleRules.FindNext(@event, type) is { } next
            ? T["Then {0} at {1}", next.Category, GetPriceText(next, pricing)]
            : "";

    private static LineRefusal GetAbove(Event @event, TicketType type, int maxPerOrder) =>
        SaleRules.GetRemaining(@event, type) < maxPerOrder
            ? new LineRefusal.NotEnoughLeft(SaleRules.GetRemaining(@event, type), type.Held > 0)
            : new LineRefusal.AboveLimit(maxPerOrder);

    private static IEnumerable<string> GetFacts(Event @event, TicketType type, SaleState state, int maxPerOrder, DateTimeOffset now)
    {
        yield return type.Note;
        yield return state switch
        {
            SaleState.OnSale when SaleRules.IsNearlySoldOut(@event, type) => T.Plural(
                SaleRules.GetRemaining(@event, type),
                "1 left",
                "{0} left"
            ),
            SaleState.NotOnSaleYet => T["On sale from {0}", @event.DayAndTime(type.SalesStartAt!.Value, now)],
            SaleState.Ended => type.SalesEndAt is { } end && end < @event.StartsAt
                ? T["Sales ended {0}", @event.ShortDate(end, now)]
                : T["Sales ended"],
            SaleState.SoldOut => T["Sold out"],
            SaleState.AllHeld => T["All in other people’s baskets – check back soon"],
            SaleState.NotPayable => T["Not sold online"],
            _ => "",
        };
        if (state is SaleState.OnSale or SaleState.NotOnSaleYet)
        {
            yield return Limits(type.MinPerOrder, maxPerOrder);
            yield return type.SalesEndAt is { } until && until < @event.StartsAt ? T["Until {0}", @event.DayAndTime(until, now)] : "";
        }
    }

    // The default limit is not mentioned: the field enforces it.
    private static string Limits(int min, int max) =>
        min > 1 ? T["{0} per order", $"{min}–\u2060{max}"]
        : max < DefaultMaxPerOrder ? T["Max {0} per order", max]
        : "";
}
