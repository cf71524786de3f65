using System.Globalization;
using Ticketing.Insights.Exports;
using Ticketing.Orders.Search;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages.Insights.Export;

public sealed record ExportForm(string From, string To, string Event, VenueClock Clock)
{
    public IReadOnlyList<EventChoice> Events { get; init; } = [];

    public string? FromError { get; private set; }

    public string? ToError { get; private set; }

    public string? EventError { get; private set; }

    public bool IsRefused => (FromError ?? ToError ?? EventError) is not null;

    /// <returns>Null if a field is invalid; the errors are set then.</returns>
    public ExportFilter? Read()
    {
        var (first, last) = (DayOf(From, out var fromError), DayOf(To, out var toError));
        (FromError, ToError) = (fromError, toError);
        Guid? id = Guid.TryParse(Event, out var parsed) ? parsed : null;
        EventError = Event.Length > 0 && id is null ? "There is no such event." : null;
        if (FromError is null && ToError is null && first > last)
        {
            ToError = "The last day is before the first.";
        }

        return IsRefused ? null : new ExportFilter(first, last, id);
    }

    public void RefuseEvent() => EventError = "There is no such event.";

    private static DateOnly? DayOf(string typed, out string? error)
    {
        error = null;
        if (typed.Length == 0)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            error = $"“{typed}” is not a day. It looks like 2031-01-31.";
            return null;
        }

        if (day < Ticketing.Insights.Periods.Period.Earliest || day > Ticketing.Insights.Periods.Period.Latest)
        {
            error = "Enter a day between 2000 and 2099.";
        }

        return day;
    }
}
