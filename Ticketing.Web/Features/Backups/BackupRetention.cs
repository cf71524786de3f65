using System.Globalization;

namespace Ticketing.Features.Backups;

/// <summary>Keeps the last backup of each of so many days, weeks and months that have one, counted back from the latest.</summary>
/// <param name="Days">At least 1, so that the latest is always kept.</param>
public sealed record BackupRetention(int Days, int Weeks, int Months)
{
    /// <returns>Those to delete.</returns>
    public IReadOnlyList<T> FindExpired<T>(IEnumerable<T> backups, Func<T, DateTimeOffset> getTime)
    {
        var latestFirst = backups.OrderByDescending(getTime).ToList();
        var kept = new HashSet<T>();
        Keep(Days, time => time.UtcDateTime.Date);
        Keep(
            Weeks,
            time => ISOWeek.ToDateTime(ISOWeek.GetYear(time.UtcDateTime), ISOWeek.GetWeekOfYear(time.UtcDateTime), DayOfWeek.Monday)
        );
        Keep(Months, time => new DateTime(time.UtcDateTime.Year, time.UtcDateTime.Month, 1));
        return [.. latestFirst.Where(backup => !kept.Contains(backup))];

        void Keep(int periods, Func<DateTimeOffset, DateTime> getPeriod) =>
            kept.UnionWith(latestFirst.GroupBy(backup => getPeriod(getTime(backup))).Take(periods).Select(period => period.First()));
    }
}
