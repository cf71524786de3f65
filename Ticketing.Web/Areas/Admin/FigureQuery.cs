using System.Globalization;
using Ticketing.Insights.Figures;
using Ticketing.Insights.Periods;
using Ticketing.Orders;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin;

/// <summary>Filter of the insights pages. Query: <c>from</c>, <c>to</c> (inclusive), <c>by</c>, <c>event</c>, <c>channel</c>.</summary>
public sealed class FigureQuery
{
    private const int UsualDays = 30;

    private FigureQuery(FigureFilter filter, Step? by, string? fault) => (Filter, By, Fault) = (filter, by, fault);

    public FigureFilter Filter { get; }

    /// <summary>Chosen interval; null picks one that suits the period.</summary>
    public Step? By { get; }

    /// <summary>Error message, or null if the query is valid. On an error <see cref="Filter"/> holds defaults.</summary>
    public string? Fault { get; }

    public Step Step => Steps.For(Filter.Period, By);

    public static FigureQuery Read(IQueryCollection query, VenueClock clock)
    {
        var usual = Period.LastDays(UsualDays, clock.Today);
        var (eventId, eventFault) = Id(query["event"]);
        var (channel, channelFault) = Choice<OrderChannel>(query["channel"]);
        var (by, byFault) = Choice<Step>(query["by"]);
        var (period, fault) = ReadPeriod(query, usual);
        fault ??= eventFault ? "There is no such event." : channelFault ? "There is no such channel." : byFault ? "Figures go by day, week or month." : null;
        return new FigureQuery(new FigureFilter(period ?? usual, eventId, channel), by, fault);
    }

    /// <summary>Formats a day for URLs and date inputs.</summary>
    public static string? Typed(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Address(Period? other = null)
    {
        var period = other ?? Filter.Period;
        return QueryString.Create(
        [
            new("from", Typed(period.First)),
            new("to", Typed(period.Last)),
            .. By is { } by ? [new("by", by.ToString().ToLowerInvariant())] : Array.Empty<KeyValuePair<string, string?>>(),
            .. Narrowing(),
        ]).Value!;
    }

    public string Orders(Period? other = null, Guid? ofEvent = null, OrderChannel? of = null) =>
        "/admin/orders" + Behind(other ?? Filter.Period, ofEvent, of).Add("dates", "sold").Value;

    public string Refunds(Period? other = null) => "/admin/refunds" + Behind(other ?? Filter.Period, null, null).Add("of", "sales").Value;

    private QueryString Behind(Period period, Guid? ofEvent, OrderChannel? of) => QueryString.Create(
    [
        new("from", Typed(period.First)),
        new("until", Typed(period.Last)),
        .. Narrowing(ofEvent, of),
    ]);

    private IEnumerable<KeyValuePair<string, string?>> Narrowing(Guid? ofEvent = null, OrderChannel? of = null)
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

    /// <param name="usual">Default for missing days.</param>
    /// <returns>Either a period or an error message.</returns>
    internal static (Period? Period, string? Fault) ReadPeriod(IQueryCollection query, Period usual)
    {
        var (from, to) = (Given(query["from"]), Given(query["to"]));
        if (!TryDay(from, out var first) || !TryDay(to, out var last))
        {
            return (null, $"“{(TryDay(from, out _) ? to : from)}” is not a day. Days are written 2031-02-03, from {Period.Earliest.Year} to {Period.Latest.Year}.");
        }

        var (end, beginning) = (last ?? usual.Last, first ?? Later((last ?? usual.Last).AddDays(1 - usual.Days)));
        return beginning > end ? (null, "The first day is after the last.") : (new Period(beginning, end), null);
    }

    private static bool TryDay(string? text, out DateOnly? day)
    {
        day = null;
        if (text is null)
        {
            return true;
        }

        day = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        return day >= Period.Earliest && day <= Period.Latest;
    }

    private static DateOnly Later(DateOnly day) => day > Period.Earliest ? day : Period.Earliest;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static (Guid? Value, bool Fault) Id(string? text) =>
        Given(text) is not { } typed ? (null, false) : Guid.TryParse(typed, out var id) ? (id, false) : (null, true);

    private static (T? Value, bool Fault) Choice<T>(string? text)
        where T : struct, Enum => Given(text) is not { } typed ? (null, false)
            : Enum.TryParse<T>(typed, ignoreCase: true, out var value) && Enum.IsDefined(value) && !int.TryParse(typed, CultureInfo.InvariantCulture, out _)
                ? (value, false) : (null, true);
}
