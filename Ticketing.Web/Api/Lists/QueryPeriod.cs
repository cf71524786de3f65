using System.Globalization;
using Ticketing.Api.Problems;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Api.Lists;

/// <summary>Reads the days "from" and "to" of a query. Both are days of the venue, and included.</summary>
internal static class QueryPeriod
{
    public const string FromDescription = "The first day, like 2026-11-01, in the venue's time zone.";
    public const string ToDescription = "The last day, included.";

    /// <returns>Nulls for what is absent, or unreadable: then there are errors.</returns>
    public static (DateOnly? First, DateOnly? Last) Parse(string? from, string? to, List<FieldError> errors)
    {
        var (first, last) = (ParseDay("from", from, errors), ParseDay("to", to, errors));
        if (first > last)
        {
            errors.Add(new FieldError("to", "The last day is before the first."));
        }

        return (first, last);
    }

    private static DateOnly? ParseDay(string parameter, string? text, List<FieldError> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day >= Period.MinDate
            && day <= Period.MaxDate
        )
        {
            return day;
        }

        errors.Add(new FieldError(parameter, $"Write a day like 2026-11-01, from {Period.MinDate.Year} to {Period.MaxDate.Year}."));
        return null;
    }
}
