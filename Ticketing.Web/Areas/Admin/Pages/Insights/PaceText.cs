using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Features.Insights.Events.Pace;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Insights;

public static class PaceText
{
    public static string Days(int days) => Math.Abs(days) == 1 ? "1 day" : Format($"{Math.Abs(days):N0} days");

    public static string Percentage(double share) => Format($"{Math.Round(100 * share, MidpointRounding.AwayFromZero):0} %");

    public static string ToText(this EventPace pace, VenueClock clock) =>
        pace.Outlook switch
        {
            SalesOutlook.Expected { Final: var end } when end.Low == pace.Capacity =>
                $"If it goes on like {pace.Similar.Count} similar shows, it sells out.",
            SalesOutlook.Expected { Final: var end } => end.Low == end.High
                ? Format($"If it goes on like {pace.Similar.Count} similar shows: about {end.Median:N0} of {pace.Capacity:N0}.")
                : Format($"If it goes on like {pace.Similar.Count} similar shows: about {end.Median:N0} ")
                    + Format($"({end.Low:N0}–{end.High:N0} of {pace.Capacity:N0})."),
            SalesOutlook.TooFewEvents { Found: var found } =>
                $"No forecast: it takes at least {SimilarEvents.MinEvents} similar past shows, and there "
                    + $"{(found == 1 ? "is 1" : found == 0 ? "are none" : $"are {found}")}.",
            SalesOutlook.SoldOut => "Sold out: there is nothing left to forecast.",
            SalesOutlook.SaleNotOpen { OpensAt: var at } =>
                $"The sale opens on {clock.FormatDateTime(at)}. There is a forecast once it has begun.",
            SalesOutlook.Started when pace.CanCompare => FinalText(pace),
            SalesOutlook.Started => "",
            SalesOutlook.NotOnSale { Status: EventStatus.Inactive } => "No forecast: the event is a draft.",
            SalesOutlook.NotOnSale { Status: EventStatus.Postponed } =>
                "No forecast: the event is postponed. Its days are counted to the date it had.",
            SalesOutlook.NotOnSale { Status: EventStatus.Cancelled } => "No forecast: the event is cancelled.",
            _ => "No forecast: it has no ticket types.",
        };

    public static string AccuracyText(this EventPace pace) =>
        pace.Outlook is not SalesOutlook.Expected { FromDay: var day, Error: var error }
            ? ""
            : $"Tried on these {error.Events} past shows, each from how it stood {Days(day)} before (as this one did last night) and "
                + "told by the others alone, "
                + $"it was off by {Percentage(error.MeanError)} on average; {error.InsideRange} of {error.Events} ended inside the band.";

    private static string FinalText(EventPace pace)
    {
        var typical = (int)Math.Round(pace.GetTypical(0), MidpointRounding.AwayFromZero);
        return Format($"{pace.Curve.Final:N0} tickets were out in the end; ")
            + Format($"{typical:N0} would have been typical of {pace.Similar.Count} similar shows before it.");
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
