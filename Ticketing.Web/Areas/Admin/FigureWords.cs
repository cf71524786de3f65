using System.Globalization;
using Ticketing.Insights.Figures;
using Ticketing.Insights.Periods;

namespace Ticketing.Areas.Admin;

public static class FigureWords
{
    public static string InWords(this Period period) => period.Days == 1
        ? Show(period.Last, "ddd d MMM yyyy")
        : $"{Show(period.First, period.First.Year == period.Last.Year ? "d MMM" : "d MMM yyyy")} – {Show(period.Last, "d MMM yyyy")}";

    /// <summary>"+12 %", "−40 %" or "as before"; empty if the earlier value is zero or less.</summary>
    public static string Change(long now, long before)
    {
        if (before <= 0)
        {
            return "";
        }

        var percent = Math.Round((now - before) * 100m / before, MidpointRounding.AwayFromZero);
        return percent == 0 ? "as before" : $"{(percent > 0 ? "+" : "−")}{Math.Abs(percent).ToString("N0", CultureInfo.InvariantCulture)} %";
    }

    public static string InWords(this Departure end) => end switch
    {
        Departure.GaveBack => "gave the tickets back before saying who they are",
        Departure.RanOut => "let the hold run out before saying who they are",
        Departure.NeverTried => "said who they are, but never came to a payment",
        Departure.Declined => "were refused by their bank",
        Departure.TurnedBack => "turned back on the payment page",
        Departure.LeftOpen => "left the payment page without paying",
        Departure.TooLate => "paid when the places were gone, and get their money back",
        _ => end.ToString(),
    };

    public static string InWords(this Step step) => step switch { Step.Day => "Day", Step.Week => "Week", _ => "Month" };

    /// <summary>"58 %"; a dash if the whole is zero.</summary>
    public static string Share(int part, int whole) =>
        whole == 0 ? "–" : Math.Round(part * 100m / whole, MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.InvariantCulture) + " %";

    private static string Show(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
