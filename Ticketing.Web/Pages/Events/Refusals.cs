using System.Diagnostics;
using Ticketing.Events;
using Ticketing.Holds;

namespace Ticketing.Pages.Events;

public static class Refusals
{
    public const string NotACount = "Please enter a whole number, such as 2.";

    public static string InWords(LineRefusal reason, Event @event) => reason switch
    {
        LineRefusal.NotEnoughLeft { Left: 0, MayComeBack: true } => "All are held by others at the moment. Some may come back within minutes: try again soon.",
        LineRefusal.NotEnoughLeft { Left: 0 } => "Sold out.",
        LineRefusal.NotEnoughLeft { Left: var left, MayComeBack: var more } => $"Only {left} left{(more ? " right now" : "")}.",
        LineRefusal.NotOnSaleYet yet => $"On sale from {@event.Moment(yet.From)}.",
        LineRefusal.NoLongerOnSale => "No longer on sale.",
        LineRefusal.NoOnlinePayment => "Not sold online at present.",
        LineRefusal.AboveLimit above => $"At most {above.MaxPerOrder} per order.",
        LineRefusal.BelowMinimum below => $"At least {below.MinPerOrder} per order.",
        LineRefusal.Unknown => "This ticket is not offered any more.",
        _ => throw new UnreachableException(),
    };
}
