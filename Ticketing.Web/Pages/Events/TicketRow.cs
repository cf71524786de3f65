using Ticketing.Events;

namespace Ticketing.Pages.Events;

/// <param name="PriceNote">Fees included in the price; may be empty.</param>
public sealed record TicketRow(
    TicketType Type, SaleState State, long Price, string PriceText, string PriceNote, IReadOnlyList<string> Facts, int Most, string Typed, string Refusal)
{
    private const int UsualMost = 10;

    public bool CanBuy => State == SaleState.OnSale;

    public string Field => ChosenQuantities.FieldFor(Type.Id);

    public string Anchor => $"type-{Type.Id:N}";

    public static TicketRow Of(Event @event, TicketType type, SaleState state, Pricing pricing, string typed, string refusal)
    {
        var price = pricing.PriceOf(type.Price);
        return new TicketRow(
            type, state, price.Total,
            price.Total == 0 ? "Free" : pricing.Money(price.Total).ToString(),
            price.BookingFee > 0 ? $"includes {pricing.Money(price.BookingFee)} booking fee" : "",
            [.. FactsOf(@event, type, state).Where(fact => fact.Length > 0)],
            SaleRules.MostPerOrder(@event, type), typed, refusal);
    }

    private static IEnumerable<string> FactsOf(Event @event, TicketType type, SaleState state)
    {
        yield return type.Note;
        yield return state switch
        {
            SaleState.OnSale when SaleRules.IsFew(@event, type) => $"{SaleRules.Left(@event, type)} left",
            SaleState.NotYet => $"on sale from {@event.Moment(type.SalesStartAt!.Value)}",
            SaleState.Ended => type.SalesEndAt is { } end && end < @event.StartsAt ? $"sale ended {@event.Date(end)}" : "sale ended",
            SaleState.SoldOut => "sold out",
            SaleState.AllHeld => "all held at the moment: some may come back",
            SaleState.NotPayable => "not sold online at present",
            _ => "",
        };
        if (state is SaleState.OnSale or SaleState.NotYet)
        {
            yield return Limits(type);
            yield return type.SalesEndAt is { } until && until < @event.StartsAt ? $"until {@event.Moment(until)}" : "";
        }
    }

    // The default limit is not mentioned: the field enforces it.
    private static string Limits(TicketType type) => type switch
    {
        { MinPerOrder: > 1 } => $"{type.MinPerOrder} to {type.MaxPerOrder} per order",
        { MaxPerOrder: < UsualMost } => $"up to {type.MaxPerOrder} per order",
        _ => "",
    };
}
