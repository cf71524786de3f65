using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;

namespace Ticketing.Areas.Admin.Pages.Events;

internal static class TicketTypeText
{
    /// <param name="isDraft">True if the state is the one after publishing.</param>
    public static string ToText(this SaleState state, bool isDraft) =>
        state switch
        {
            SaleState.OnSale when isDraft => T["On sale once published"],
            SaleState.OnSale => T["On sale"],
            SaleState.NotOnSaleYet => T["Not on sale yet"],
            SaleState.Ended => T["Sales ended"],
            SaleState.SoldOut => T["Sold out"],
            SaleState.AllHeld => T["All held"],
            SaleState.Withdrawn => T["Withdrawn"],
            SaleState.Hidden => T["Hidden"],
            SaleState.Following => T["Next"],
            SaleState.NotPayable => T["No online payment"],
            _ => T["Not on sale"],
        };

    /// <inheritdoc cref="ToText"/>
    public static string ChipClass(this SaleState state, bool isDraft) =>
        state switch
        {
            SaleState.OnSale when isDraft => "mute",
            SaleState.OnSale or SaleState.SoldOut => "good",
            SaleState.AllHeld or SaleState.NotPayable => "warn",
            _ => "mute",
        };

    /// <summary>"Fri 20 Nov, 10:00 – Mon 30 Nov, 20:00".</summary>
    public static string GetSaleWindow(Event @event, TicketType type) =>
        (type.SalesStartAt, type.SalesEndAt) switch
        {
            ({ } from, { } until) => T["{0} – {1}", @event.DayAndTime(from), @event.DayAndTime(until)],
            ({ } from, null) => T["From {0}", @event.DayAndTime(from)],
            (null, { } until) => T["Until {0}", @event.DayAndTime(until)],
            _ => T["Until the show starts"],
        };

    /// <summary>"after Early bird", "then Standard", "then Standard, released when Early bird sold out"; or empty.</summary>
    public static string GetOrder(Event @event, TicketType type, TicketType? earlier) =>
        string.Join(
            " · ",
            new[]
            {
                earlier is null ? "" : T["after {0}", earlier.Category],
                SaleRules.FindNext(@event, type) is { } next ? DescribeNext(type, next) : "",
            }.Where(part => part.Length > 0)
        );

    private static string DescribeNext(TicketType type, TicketType next) =>
        type.HasHandedOver ? T["then {0}, released when {1} sold out", next.Category, type.Category] : T["then {0}", next.Category];

    public static string GetWithdrawConsequences(TicketType type) =>
        type.Sold > 0
            ? T.Plural(
                type.Sold,
                "One ticket is sold and stays valid. Nobody can buy more until you offer it again.",
                "{0} tickets are sold and stay valid. Nobody can buy more until you offer it again."
            )
            : T["Nobody can buy it until you offer it again."];
}
