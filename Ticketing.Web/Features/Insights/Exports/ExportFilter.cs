using System.Globalization;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Exports;

/// <summary>Null does not filter.</summary>
/// <param name="Last">Inclusive.</param>
public sealed record ExportFilter(DateOnly? First, DateOnly? Last, Guid? EventId)
{
    /// <summary>Limits the list of orders further, as on the page that lists them.</summary>
    public OrderFilter? Orders { get; init; }

    /// <summary>Programs rely on what the API's files say; staff read the words of the pages.</summary>
    public bool IsForPrograms { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">The days are reversed or out of range.</exception>
    public Period Period { get; } = new(First ?? Period.MinDate, Last ?? Period.MaxDate);

    /// <summary>"2031-01-01-to-2031-01-31"; "all" or "filtered" without days.</summary>
    private string PeriodLabel =>
        (First, Last) switch
        {
            (null, null) => Orders is null ? "all" : "filtered",
            ({ } first, null) => $"from-{Iso(first)}",
            (null, { } last) => $"until-{Iso(last)}",
            ({ } first, { } last) => $"{Iso(first)}-to-{Iso(last)}",
        };

    /// <param name="list">"orders", "attendees" or "sales".</param>
    public string GetFileName(string list, TableFormat format) =>
        $"{list}-{PeriodLabel}{(EventId is null ? "" : "-one-event")}.{format.Extension}";

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
