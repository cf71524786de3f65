using System.Diagnostics;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;

namespace Ticketing.Pages.Events;

public static class HoldRefusalText
{
    public static string NotANumber => T["Enter a whole number, like 2."];
    public static string NothingChosen => T["Choose at least one ticket."];

    public static string Describe(LineRefusal reason, Event @event, DateTimeOffset now) =>
        reason switch
        {
            LineRefusal.NotEnoughLeft { Left: 0, MayComeBack: true } => T["All in other people’s baskets – check back soon"],
            LineRefusal.NotEnoughLeft { Left: 0 } => T["Sold out"],
            LineRefusal.NotEnoughLeft { Left: var left } => T.Plural(left, "Only 1 left", "Only {0} left"),
            LineRefusal.NotOnSaleYet yet => T["On sale from {0}", @event.DayAndTime(yet.From, now)],
            LineRefusal.Following following => T["On sale when {0} is sold out", following.Earlier],
            LineRefusal.NoLongerOnSale => T["No longer on sale"],
            LineRefusal.NoOnlinePayment => T["Not sold online"],
            LineRefusal.AboveLimit above => T["Max {0} per order", above.MaxPerOrder],
            LineRefusal.BelowMinimum below => T["Minimum {0} per order", below.MinPerOrder],
            LineRefusal.Unknown => T["This ticket is no longer available"],
            _ => throw new UnreachableException(),
        };
}
