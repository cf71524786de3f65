using Ticketing.Insights.Periods;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin;

/// <summary>Which days of money are looked at, as addresses say it: <c>from</c>, <c>to</c> (included).</summary>
/// <param name="Fault">What cannot be read, for a person; null where all can. <paramref name="Period"/> is the usual one, then.</param>
public sealed record MoneyQuery(Period Period, string? Fault)
{
    public const int UsualDays = 7;

    /// <summary>All of it is read from the provider while somebody waits.</summary>
    public const int MostDays = 92;

    /// <summary>The address's query for these days; with another period where one is given.</summary>
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
