using Ticketing.Features.Insights.Sales;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Pages.Insights;

public static class InsightsText
{
    public static string ToText(this Period period) =>
        period.Days == 1 ? Formats.Date(period.Last, "ddd d MMM yyyy")
        : period.First.Year == period.Last.Year
            ? T["{0} – {1}", Formats.Date(period.First, "d MMM"), Formats.Date(period.Last, "d MMM yyyy")]
        : T["{0} – {1}", Formats.Date(period.First, "d MMM yyyy"), Formats.Date(period.Last, "d MMM yyyy")];

    public static string ToText(this CheckoutExit end) =>
        end switch
        {
            CheckoutExit.HoldReleased => T["released their tickets before entering their details"],
            CheckoutExit.HoldExpired => T["ran out of time before entering their details"],
            CheckoutExit.NoPaymentStarted => T["entered their details, but never started a payment"],
            CheckoutExit.PaymentDeclined => T["were declined by their bank"],
            CheckoutExit.PaymentCancelled => T["cancelled on the payment page"],
            CheckoutExit.PaymentAbandoned => T["left the payment page without paying"],
            CheckoutExit.PaidTooLate => T["paid after sell-out and are being refunded"],
            _ => end.ToString(),
        };

    public static string ToText(this SalesMeasure measure) => measure == SalesMeasure.Tickets ? T["Tickets"] : T["Net revenue"];

    public static string ToText(this ChartInterval step) =>
        step switch
        {
            ChartInterval.Day => T["Day"],
            ChartInterval.Week => T["Week"],
            _ => T["Month"],
        };

    /// <summary>"58%"; a dash if the whole is zero.</summary>
    public static string Percentage(long part, long whole) =>
        whole == 0 ? "–" : Formats.Percent(Math.Round(part * 100m / whole, MidpointRounding.AwayFromZero));

    /// <summary>"1,400".</summary>
    public static string Number(long count) => count.ToString("N0", Language.Current.Formats);
}
