using System.Globalization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.StaffMails.Digests;

internal static class DigestPeriod
{
    private const int DaysPerWeek = 7;
    private const string DayFormat = "yyyy-MM-dd";

    public static Period GetYesterday(DateOnly today) => new(today.AddDays(-1), today.AddDays(-1));

    /// <summary>The last one that is over, Monday to Sunday.</summary>
    public static Period GetLastWeek(DateOnly today)
    {
        var sunday = today.AddDays(-1 - Sales.ChartIntervals.DaysSinceMonday(today));
        return new Period(sunday.AddDays(1 - DaysPerWeek), sunday);
    }

    /// <summary>The same days a week earlier; null before the first date that there can be.</summary>
    public static Period? GetCompared(Period period) =>
        period.First.AddDays(-DaysPerWeek) < Period.MinDate
            ? null
            : new Period(period.First.AddDays(-DaysPerWeek), period.Last.AddDays(-DaysPerWeek));

    /// <summary>One mail for each person and period.</summary>
    public static string CreateMailKey(Guid userId, Period period) =>
        $"{DigestJob.MailKind}:{userId}:{FormatDay(period.First)}:{FormatDay(period.Last)}";

    public static (Guid UserId, Period Period) ReadMailKey(string key)
    {
        var parts = key.Split(':');
        return (Guid.Parse(parts[1]), new Period(ParseDay(parts[2]), ParseDay(parts[3])));
    }

    private static string FormatDay(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly ParseDay(string day) => DateOnly.ParseExact(day, DayFormat, CultureInfo.InvariantCulture);
}
