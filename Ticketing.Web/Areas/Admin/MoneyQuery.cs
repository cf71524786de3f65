using Ticketing.Insights.Periods;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin;

/// <summary>Period of the payments page, read from the query: <c>from</c>, <c>to</c> (inclusive).</summary>
/// <param name="Fault">Error message, or null if the query is valid. On an error <paramref name="Period"/> is the default.</param>
public sealed record MoneyQuery(Period Period, string? Fault)
{
    public const int UsualDays = 7;

    /// <summary>Limited because the provider is queried during the request.</summary>
    public const int MostDays = 92;

    public string Address(Period? other = null)
    {
        var period = other ?? Period;
        return $"?from={FigureQuery.Typed(period.First)}&to={FigureQuery.Typed(period.Last)}";
    }

    public static MoneyQuery Read(IQueryCollection query, VenueClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var usual = Period.LastDays(UsualDays, clock.Today);
        return FigureQuery.ReadPeriod(query, usual) switch
        {
            (null, var fault) => new MoneyQuery(usual, fault),
            ({ Days: > MostDays }, _) => new MoneyQuery(usual, $"{MostDays} days at most can be compared at once."),
            (var period, _) => new MoneyQuery(period, null),
        };
    }
}
