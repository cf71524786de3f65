using System.Globalization;
using Ticketing.Features.Insights.Sharing;

namespace Ticketing.Areas.Admin.Pages.Insights;

/// <summary>A new link to an event's figures, as typed.</summary>
public sealed class ShareForm
{
    public string? Name { get; set; }

    public string? LastDay { get; set; }

    public bool ShowsRevenue { get; set; }

    /// <returns>Either a link or the errors by field.</returns>
    public (NewFigureLink? Link, Dictionary<string, string> Errors) Parse(DateOnly today)
    {
        var errors = new Dictionary<string, string>();
        var name = (Name ?? "").Trim();
        if (name.Length == 0)
        {
            errors[nameof(Name)] = T["Enter who gets the link."];
        }
        else if (name.Length > FigureLink.MaxNameLength)
        {
            errors[nameof(Name)] = T["Use up to {0} characters.", FigureLink.MaxNameLength];
        }

        if (!DateOnly.TryParseExact(LastDay, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            errors[nameof(LastDay)] = T["Enter a date like {0}.", "2031-01-31"];
        }
        else if (day < today)
        {
            errors[nameof(LastDay)] = T["Choose today or a later day."];
        }
        else if (day > Infrastructure.Primitives.Period.MaxDate)
        {
            errors[nameof(LastDay)] = T["Enter a date between 2000 and 2099."];
        }

        return errors.Count > 0 ? (null, errors) : (new NewFigureLink(name, ShowsRevenue, day), errors);
    }
}
