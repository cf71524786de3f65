using System.Globalization;
using Ticketing.Events;
using Ticketing.Insights.Nights.Pace;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin;

public static class NightWords
{
    public static string Days(int days) => Math.Abs(days) == 1 ? "1 day" : Text($"{Math.Abs(days):N0} days");

    public static string Percent(double share) => Text($"{Math.Round(100 * share, MidpointRounding.AwayFromZero):0} %");

    public static string InWords(this ShowPace pace, VenueClock clock) => pace.Outlook switch
    {
        Outlook.Expected { InTheEnd: var end } when end.Low == pace.Places => $"If it goes on like {pace.Similar.Count} similar shows, it sells out.",
        Outlook.Expected { InTheEnd: var end } => end.Low == end.High
            ? Text($"If it goes on like {pace.Similar.Count} similar shows: about {end.Middle:N0} of {pace.Places:N0}.")
            : Text($"If it goes on like {pace.Similar.Count} similar shows: about {end.Middle:N0} ({end.Low:N0}–{end.High:N0} of {pace.Places:N0})."),
        Outlook.TooFewShows { Found: var found } =>
            $"No forecast: it takes at least {SimilarShows.Fewest} similar past shows, and there {(found == 1 ? "is 1" : found == 0 ? "are none" : $"are {found}")}.",
        Outlook.SoldOut => "Sold out: there is nothing left to forecast.",
        Outlook.SaleNotOpen { OpensAt: var at } => $"The sale opens on {clock.Moment(at)}. There is a forecast once it has begun.",
        Outlook.Begun when pace.CanCompare => Ended(pace),
        Outlook.Begun => "",
        Outlook.NotOnSale { Status: EventStatus.Inactive } => "No forecast: the event is a draft.",
        Outlook.NotOnSale { Status: EventStatus.Postponed } => "No forecast: the event is postponed. Its days are counted to the date it had.",
        Outlook.NotOnSale { Status: EventStatus.Cancelled } => "No forecast: the event is cancelled.",
        _ => "No forecast: it has no ticket types.",
    };

    public static string ErrorInWords(this ShowPace pace) => pace.Outlook is not Outlook.Expected { LookedFrom: var day, Error: var error } ? "" :
        $"Tried on these {error.Shows} past shows, each from how it stood {Days(day)} before (as this one did last night) and told by the others alone, "
        + $"it was off by {Percent(error.MeanError)} on average; {error.Inside} of {error.Shows} ended inside the band.";

    private static string Ended(ShowPace pace)
    {
        var typical = (int)Math.Round(pace.TypicalAt(0), MidpointRounding.AwayFromZero);
        return Text($"{pace.Curve.Final:N0} tickets were out in the end; {typical:N0} would have been typical of {pace.Similar.Count} similar shows before it.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
