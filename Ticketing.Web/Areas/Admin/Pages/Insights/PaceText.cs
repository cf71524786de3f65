using Ticketing.Features.Events;
using Ticketing.Features.Insights.Events.Pace;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Insights;

public static class PaceText
{
    /// <param name="days">Until the show; negative after it.</param>
    public static string When(int days) =>
        days switch
        {
            0 => T["Today"],
            > 0 => T.Plural(days, "in 1 day", "in {0} days"),
            _ => T.Plural(-days, "1 day ago", "{0} days ago"),
        };

    /// <summary>"40 of 100 (40%)".</summary>
    public static string Share(int part, int whole) =>
        T["{0} of {1} ({2})", InsightsText.Number(part), InsightsText.Number(whole), InsightsText.Percentage(part, whole)];

    public static string ToText(this EventPace pace, VenueClock clock) =>
        pace.Outlook switch
        {
            SalesOutlook.Expected { Final: var end } when end.Low == pace.Capacity => T[
                "If sales go on like those of {0} similar events, it sells out.",
                pace.Similar.Count
            ],
            SalesOutlook.Expected { Final: var end } => end.Low == end.High
                ? T[
                    "If sales go on like those of {0} similar events: about {1} of {2}.",
                    pace.Similar.Count,
                    InsightsText.Number(end.Median),
                    InsightsText.Number(pace.Capacity)
                ]
                : T[
                    "If sales go on like those of {0} similar events: about {1} ({2}–{3} of {4}).",
                    pace.Similar.Count,
                    InsightsText.Number(end.Median),
                    InsightsText.Number(end.Low),
                    InsightsText.Number(end.High),
                    InsightsText.Number(pace.Capacity)
                ],
            SalesOutlook.TooFewEvents { Found: var found } => T[
                "No forecast: it needs at least {0} similar past events, and there are {1}.",
                SimilarEvents.MinEvents,
                found
            ],
            SalesOutlook.SoldOut => T["Sold out: there is nothing left to forecast."],
            SalesOutlook.SaleNotOpen { OpensAt: var at } => T[
                "Sales open on {0}. The forecast starts then.",
                Formats.Date(clock.ToLocal(at), "ddd d MMM yyyy, HH:mm")
            ],
            SalesOutlook.Started when pace.CanCompare => FinalText(pace),
            SalesOutlook.Started => "",
            SalesOutlook.NotOnSale { Status: EventStatus.Inactive } => T["No forecast: the event is a draft."],
            SalesOutlook.NotOnSale { Status: EventStatus.Postponed } => T[
                "No forecast: the event is postponed. Days count to its old date."
            ],
            SalesOutlook.NotOnSale { Status: EventStatus.Cancelled } => T["No forecast: the event is cancelled."],
            _ => T["No forecast: it has no ticket types."],
        };

    public static string AccuracyText(this EventPace pace) =>
        pace.Outlook is not SalesOutlook.Expected { Error: var error }
            ? ""
            : T[
                "Tested on these {0} past events, from the same number of days before: {1} average error, {2} of {0} ended within "
                    + "the range.",
                error.Events,
                Formats.Percent((decimal)Math.Round(100 * error.MeanError, MidpointRounding.AwayFromZero)),
                error.InsideRange
            ];

    private static string FinalText(EventPace pace) =>
        T[
            "{0} tickets were issued in the end; {1} would have been typical of {2} similar events.",
            InsightsText.Number(pace.Curve.Final),
            InsightsText.Number((long)Math.Round(pace.GetTypical(0), MidpointRounding.AwayFromZero)),
            pace.Similar.Count
        ];
}
