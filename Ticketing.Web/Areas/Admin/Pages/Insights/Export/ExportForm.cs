using System.Globalization;
using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Insights.Export;

public sealed record ExportForm(string From, string To, string Event, VenueClock Clock)
{
    public static IReadOnlyList<(string List, string Name, string About)> Lists =>
        [
            ("orders", T["Orders"], T["Every order placed on these days, whatever its status."]),
            ("attendees", T["Attendees"], T["Tickets sold on these days, and whether they were admitted."]),
            ("sales", T["Sales by day"], T["By event and channel: sales by day of payment, refunds by day of request."]),
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
        EventError = Event.Length > 0 && id is null ? T["There is no such event."] : null;
        if (FromError is null && ToError is null && first > last)
        {
            ToError = T["The last day is before the first."];
        }

        return IsRefused ? null : new ExportFilter(first, last, id);
    }

    public void RefuseEvent() => EventError = T["There is no such event."];

    private static DateOnly? ParseDay(string typed, out string? error)
    {
        error = null;
        if (typed.Length == 0)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            error = T["“{0}” isn’t a date. Enter one like {1}.", typed, "2031-01-31"];
            return null;
        }

        if (day < Ticketing.Infrastructure.Primitives.Period.MinDate || day > Ticketing.Infrastructure.Primitives.Period.MaxDate)
        {
            error = T["Enter a date between 2000 and 2099."];
        }

        return day;
    }
}
