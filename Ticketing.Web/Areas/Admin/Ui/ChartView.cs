using Ticketing.Features.Insights.Charts;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Ui;

/// <param name="Id">Element id, unique on the page.</param>
/// <param name="Source">URL that returns the same <see cref="Chart"/> as JSON.</param>
/// <param name="RowLinks">One link per label, to the orders behind its figures; null for no links.</param>
public sealed record ChartView(
    string Id,
    string Title,
    string Source,
    Chart Chart,
    string Note = "",
    IReadOnlyList<string>? RowLinks = null
)
{
    public string Format(decimal? value) =>
        value switch
        {
            null => "–",
            { } amount when Chart.Currency is { } currency => Money.FromMajor(amount, currency).ToString(),
            { } count => count.ToString("N0", Language.Current.Formats),
        };
}
