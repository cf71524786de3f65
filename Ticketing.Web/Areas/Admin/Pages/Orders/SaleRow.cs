using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed record SaleRow(TicketType Type, long Price, int Left, string Stock, string Input, string Refusal)
{
    private const string Prefix = "Quantities[";
    private const int MaxInputLength = 10;

    public bool CanSell => !Type.IsWithdrawn && Left > 0;

    /// <summary>Why it cannot be sold.</summary>
    public string NotSoldText =>
        Type.IsWithdrawn ? T["Withdrawn"]
        : Type.Held > 0 ? T["All held"]
        : T["Sold out"];

    public int MaxQuantity => Math.Min(Left, PlaceBoxOfficeHold.MaxPerType);

    public string FieldName => GetFieldName(Type.Id);

    public string Anchor => $"type-{Type.Id:N}";

    public static string GetFieldName(Guid type) => $"{Prefix}{type}]";

    public static Dictionary<Guid, string> ReadQuantities(IFormCollection form)
    {
        var typed = new Dictionary<Guid, string>();
        foreach (var (name, value) in form)
        {
            if (
                name.StartsWith(Prefix, StringComparison.Ordinal)
                && name.EndsWith(']')
                && Guid.TryParse(name.AsSpan()[Prefix.Length..^1], out var type)
            )
            {
                var text = value.ToString().Trim();
                typed[type] = text[..Math.Min(text.Length, MaxInputLength)];
            }
        }

        return typed;
    }

    /// <returns>Null if the text is not a whole number.</returns>
    public static int? ParseQuantity(string typed) =>
        typed.Length == 0 ? 0
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : null;

    public static SaleRow Create(Event show, TicketType type, SaleState state, Pricing pricing, string typed, string refusal)
    {
        var left = SaleRules.GetRemaining(show, type);
        return new SaleRow(type, pricing.GetBoxOfficePrice(type.Price).Total, left, GetStock(show, type, state, left), typed, refusal);
    }

    public static string GetRefusalText(LineRefusal reason) =>
        reason switch
        {
            LineRefusal.NotEnoughLeft { Left: 0, MayComeBack: true } => T[
                "All are held by buyers online at the moment. Some may come back within minutes."
            ],
            LineRefusal.NotEnoughLeft { Left: 0 } => T["Sold out."],
            LineRefusal.NotEnoughLeft { Left: var left } => T["Only {0} left.", left],
            LineRefusal.AboveLimit { MaxPerOrder: var most } => T["At most {0} in one sale.", most],
            LineRefusal.NoLongerOnSale => T["Withdrawn: no longer sold."],
            _ => T["This ticket is not offered any more."],
        };

    public static string GetLeftText(int left) => T.Plural(left, "1 left", "{0} left");

    private static string GetStock(Event show, TicketType type, SaleState state, int left) =>
        state switch
        {
            SaleState.Withdrawn => T.Plural(left, "1 left · withdrawn", "{0} left · withdrawn"),
            _ when left == 0 => type.Held > 0 ? T["0 left · all held by buyers online at the moment"] : T["0 left"],
            SaleState.NotOnSaleYet => T.Plural(
                left,
                "1 left · on sale online from {1}",
                "{0} left · on sale online from {1}",
                show.DayAndTime(type.SalesStartAt!.Value)
            ),
            SaleState.Ended => T.Plural(left, "1 left · online sale ended", "{0} left · online sale ended"),
            _ => GetLeftText(left),
        };
}
