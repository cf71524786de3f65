using System.Globalization;
using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Insights.Export;

public sealed record ExportForm(string From, string To, string Event, VenueClock Clock)
{
    public static IReadOnlyList<(string List, string Name, string About)> Lists { get; } =
    [
        ("orders", "Orders", "Every order that was made in these days, whatever became of it."),
        ("attendees", "Attendees", "The tickets that were sold in these days, with who came in."),
        ("sales", "Sales by day", "By event and channel: sales on the day they were paid, refunds on the day they were promised."),
    ];

    public IReadOnlyList<EventOption> Events { get; init; } = [];

    public TableFormat Format { get; init; } = TableFormat.Standard;

    public string LocalExample => (Format with { Dates = DateStyle.Local }).FormatDay(new DateOnly(2031, 2, 28));

    public string? FromError { get; private set; }

    public string? ToError { get; private set; }

    public string? EventError { get; private set; }

    public bool IsRefused => (FromError ?? ToError ?? EventError) is not null;

    /// <returns>Null if a field is invalid; the errors are set then.</returns>
    public ExportFilter? ToFilter()
    {
        var (first, last) = (ParseDay(From, out var fromError), ParseDay(To, out var toError));
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

    private static DateOnly? ParseDay(string typed, out string? error)
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

        if (day < Ticketing.Infrastructure.Primitives.Period.MinDate || day > Ticketing.Infrastructure.Primitives.Period.MaxDate)
        {
            error = "Enter a day between 2000 and 2099.";
        }

        return day;
    }
}
