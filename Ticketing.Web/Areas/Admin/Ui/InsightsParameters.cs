using System.Globalization;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Ui;

/// <summary>
/// Filter of the insights pages. Query: <c>from</c>, <c>to</c> (inclusive), <c>by</c>, <c>event</c>, <c>channel</c>, <c>chart</c>.
/// </summary>
public sealed class InsightsParameters
{
    private const int DefaultDays = 30;

    private InsightsParameters(SalesFilter filter, ChartInterval? by, SalesMeasure measure, string? fault) =>
        (Filter, ChosenInterval, Measure, Error) = (filter, by, measure, fault);

    public SalesFilter Filter { get; }

    /// <summary>Chosen interval; null picks one that suits the period.</summary>
    public ChartInterval? ChosenInterval { get; }

    /// <summary>Drawn in the chart.</summary>
    public SalesMeasure Measure { get; }

    /// <summary>Error message, or null if the query is valid. On an error <see cref="Filter"/> holds defaults.</summary>
    public string? Error { get; }

    public ChartInterval Interval => ChartIntervals.Choose(Filter.Period, ChosenInterval);

    public static InsightsParameters Read(IQueryCollection query, VenueClock clock)
    {
        var usual = Period.LastDays(DefaultDays, clock.Today);
        var (eventId, eventFault) = ParseId(query["event"]);
        var (channel, channelFault) = Choice<OrderChannel>(query["channel"]);
        var (by, byFault) = Choice<ChartInterval>(query["by"]);
        var (period, fault) = ReadPeriod(query, usual);
        fault ??=
            eventFault ? T["There is no such event."]
            : channelFault ? T["There is no such channel."]
            : byFault ? T["Figures go by day, week or month."]
            : null;
        var measure = Choice<SalesMeasure>(query["chart"]).Value ?? SalesMeasure.Revenue;
        return new InsightsParameters(new SalesFilter(period ?? usual, eventId, channel), by, measure, fault);
    }

    /// <summary>Formats a day for URLs and date inputs.</summary>
    public static string? FormatDay(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string ToQueryString(Period? other = null, SalesMeasure? measure = null)
    {
        var period = other ?? Filter.Period;
        return QueryString
            .Create([
                new("from", FormatDay(period.First)),
                new("to", FormatDay(period.Last)),
                .. ChosenInterval is { } by ? [new("by", by.ToString().ToLowerInvariant())] : Array.Empty<KeyValuePair<string, string?>>(),
                .. FilterParameters(),
                .. (measure ?? Measure) == SalesMeasure.Tickets ? [new("chart", "tickets")] : Array.Empty<KeyValuePair<string, string?>>(),
            ])
            .Value!;
    }

    public string GetOrdersLink(Period? other = null, Guid? eventId = null, OrderChannel? channel = null) =>
        "/admin/orders" + BuildListQuery(other ?? Filter.Period, eventId, channel).Add("dates", "sold").Value;

    public string GetRefundsLink(Period? other = null) =>
        "/admin/refunds" + BuildListQuery(other ?? Filter.Period, null, null).Add("of", "sales").Value;

    private QueryString BuildListQuery(Period period, Guid? eventId, OrderChannel? channel) =>
        QueryString.Create([
            new("from", FormatDay(period.First)),
            new("until", FormatDay(period.Last)),
            .. FilterParameters(eventId, channel),
        ]);

    private IEnumerable<KeyValuePair<string, string?>> FilterParameters(Guid? ofEvent = null, OrderChannel? of = null)
    {
        if ((ofEvent ?? Filter.EventId) is { } eventId)
        {
            yield return new("event", eventId.ToString());
        }

        if ((of ?? Filter.Channel) is { } channel)
        {
            yield return new("channel", channel.ToString());
        }
    }

    /// <param name="defaultPeriod">Default for missing days.</param>
    /// <returns>Either a period or an error message.</returns>
    internal static (Period? Period, string? Fault) ReadPeriod(IQueryCollection query, Period defaultPeriod)
    {
        var (from, to) = (NullIfBlank(query["from"]), NullIfBlank(query["to"]));
        if (!TryParseDay(from, out var first) || !TryParseDay(to, out var last))
        {
            return (
                null,
                T[
                    "“{0}” is not a day. Days are written 2031-02-03, from {1} to {2}.",
                    TryParseDay(from, out _) ? to : from,
                    Period.MinDate.Year,
                    Period.MaxDate.Year
                ]
            );
        }

        var (end, beginning) = (
            last ?? defaultPeriod.Last,
            first ?? NotBeforeEarliest((last ?? defaultPeriod.Last).AddDays(1 - defaultPeriod.Days))
        );
        return beginning > end ? (null, T["The first day is after the last."]) : (new Period(beginning, end), null);
    }

    private static bool TryParseDay(string? text, out DateOnly? day)
    {
        day = null;
        if (text is null)
        {
            return true;
        }

        day = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        return day >= Period.MinDate && day <= Period.MaxDate;
    }

    private static DateOnly NotBeforeEarliest(DateOnly day) => day > Period.MinDate ? day : Period.MinDate;

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static (Guid? Value, bool Fault) ParseId(string? text) =>
        NullIfBlank(text) is not { } typed ? (null, false)
        : Guid.TryParse(typed, out var id) ? (id, false)
        : (null, true);

    private static (T? Value, bool Fault) Choice<T>(string? text)
        where T : struct, Enum =>
        NullIfBlank(text) is not { } typed ? (null, false)
        : Enum.TryParse<T>(typed, ignoreCase: true, out var value)
        && Enum.IsDefined(value)
        && !int.TryParse(typed, CultureInfo.InvariantCulture, out _)
            ? (value, false)
        : (null, true);
}
