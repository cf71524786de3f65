using Ticketing.Features.Insights.Sales;

namespace Ticketing.Areas.Admin.Pages.Insights;

/// <param name="Path">Link to the list of what is counted; null for no link.</param>
/// <param name="Change">Null if there is nothing to compare with.</param>
public sealed record FigureCard(string Name, string Value, string? Path, FigureChange? Change)
{
    public string CssClass =>
        Change?.IsGood switch
        {
            true => "good",
            false => "bad",
            null => "same",
        };
}
