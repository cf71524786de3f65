using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Pages.PromoCodes;

internal static class PromoCodeText
{
    public static string GetKindName(PromoCodeKind kind) =>
        kind switch
        {
            PromoCodeKind.Percent => T["Percent off"],
            PromoCodeKind.Amount => T["Amount off each ticket"],
            PromoCodeKind.FixedPrice => T["Fixed price per ticket"],
            _ => T["No discount (access code)"],
        };

    /// <summary>"10% off", "£5.00 off each ticket".</summary>
    public static string DescribeDiscount(PromoCode code, string currency) =>
        code.Kind switch
        {
            PromoCodeKind.Percent => T["{0} off", Formats.Percent(code.Value / 100m)],
            PromoCodeKind.Amount => T["{0} off each ticket", new Money(code.Value, currency)],
            PromoCodeKind.FixedPrice => T["{0} per ticket", new Money(code.Value, currency)],
            _ => T["No discount"],
        };

    /// <summary>"Standing, Seated · presale".</summary>
    /// <param name="event">Null if it is for all events.</param>
    public static string DescribeScope(PromoCode code, Event? @event)
    {
        var named = @event?.TicketTypes.Where(type => code.TicketTypeIds.Contains(type.Id)).Select(type => type.Category).ToList() ?? [];
        var tickets = code.TicketTypeIds.Count == 0 ? T["All ticket types"] : string.Join(", ", named);
        return code.OpensPresale ? T["{0} · presale", tickets] : tickets;
    }

    /// <summary>One line per limit, or per thing counted if there is none.</summary>
    public static IReadOnlyList<string> DescribeUses(PromoCode code, string currency)
    {
        var tickets = code.MaxTickets is { } maxTickets
            ? T["{0} of {1} tickets", code.UsedTickets, maxTickets]
            : T.Plural(code.UsedTickets, "1 ticket", "{0} tickets");
        var orders = code.MaxOrders is { } maxOrders
            ? T["{0} of {1} orders", code.UsedOrders, maxOrders]
            : T.Plural(code.UsedOrders, "1 order", "{0} orders");
        var saved =
            code.Budget is { } budget ? T["{0} of {1}", new Money(code.UsedBudget, currency), new Money(budget, currency)]
            : code.UsedBudget > 0 ? new Money(code.UsedBudget, currency).ToString()
            : "";
        return [.. new[] { tickets, orders, saved }.Where(text => text.Length > 0)];
    }

    public static (string Text, string Chip) GetStatus(PromoCode code, DateTimeOffset now) =>
        code.EndedAt is not null
            ? (T["Ended"], "mute")
            : code.FindRefusal(now) switch
            {
                CodeRefusal.NotYet => (T["Not valid yet"], "mute"),
                CodeRefusal.Ended => (T["Expired"], "mute"),
                CodeRefusal.UsedUp => (T["Used up"], "good"),
                _ => (T["Active"], "good"),
            };

    /// <summary>"From Fri 20 Nov, 10:00", or empty.</summary>
    public static string DescribeWindow(PromoCode code, Event? @event, VenueClock clock)
    {
        string At(DateTimeOffset instant) => @event?.DayAndTime(instant) ?? clock.FormatDateTime(instant);
        return (code.StartsAt, code.EndsAt) switch
        {
            ({ } from, { } until) => T["{0} – {1}", At(from), At(until)],
            ({ } from, null) => T["From {0}", At(from)],
            (null, { } until) => T["Until {0}", At(until)],
            _ => "",
        };
    }
}
