using System.Globalization;
using Ticketing.Insights.Charts;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin;

/// <summary>A chart on a page, with its table for those who read instead.</summary>
/// <param name="Id">Of the figure, unique on its page.</param>
/// <param name="Source">The address that answers with the same <see cref="Chart"/> as JSON.</param>
/// <param name="Note">A sentence beneath: what is counted. May be empty.</param>
/// <param name="RowLinks">Where each label's row leads: the orders behind its figures. Null where there are none.</param>
public sealed record ChartView(string Id, string Title, string Source, Chart Chart, string Note = "", IReadOnlyList<string>? RowLinks = null)
{
    public string Show(decimal? value) => value switch
    {
        null => "–",
        { } amount when Chart.Currency is { } currency => Money.OfMajor(amount, currency).ToString(),
        { } count => count.ToString("N0", CultureInfo.InvariantCulture),
    };
}
