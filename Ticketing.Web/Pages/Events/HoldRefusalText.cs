using System.Diagnostics;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;

namespace Ticketing.Pages.Events;

public static class HoldRefusalText
{
    public const string NotANumber = "Please enter a whole number, such as 2.";
    public const string NothingChosen = "Please choose at least one ticket.";

    public static string Describe(LineRefusal reason, Event @event) =>
        reason switch
        {
            LineRefusal.NotEnoughLeft { Left: 0, MayComeBack: true } =>
                "All are held by others at the moment. Some may come back within minutes: try again soon.",
            LineRefusal.NotEnoughLeft { Left: 0 } => "Sold out.",
            LineRefusal.NotEnoughLeft { Left: var left, MayComeBack: var more } => $"Only {left} left{(more ? " right now" : "")}.",
            LineRefusal.NotOnSaleYet yet => $"On sale from {@event.DayAndTime(yet.From)}.",
            LineRefusal.NoLongerOnSale => "No longer on sale.",
            LineRefusal.NoOnlinePayment => "Not sold online at present.",
            LineRefusal.AboveLimit above => $"At most {above.MaxPerOrder} per order.",
            LineRefusal.BelowMinimum below => $"At least {below.MinPerOrder} per order.",
            LineRefusal.Unknown => "This ticket is not offered any more.",
            _ => throw new UnreachableException(),
        };
}
