using System.Globalization;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Areas.Admin.Pages.Backups;

public static class BackupText
{
    public static string DescribeSchedule(TimeSpan schedule) =>
        schedule == TimeSpan.FromDays(1) ? "One is made every day."
        : schedule == TimeSpan.FromHours(1) ? "One is made every hour."
        : schedule.TotalHours % 24 == 0 ? $"One is made every {Number(schedule.TotalDays)} days."
        : $"One is made every {Number(schedule.TotalHours)} hours.";

    public static string DescribeRetention(BackupKeepOptions keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        var kept = new[] { (keep.Days, "day"), (keep.Weeks, "week"), (keep.Months, "month") }
            .Where(period => period.Item1 > 0)
            .Select(period => $"{period.Item1} {period.Item2}{(period.Item1 == 1 ? "" : "s")}")
            .ToList();
        return $"Kept: the last of each of {(kept.Count == 1 ? kept[0] : $"{string.Join(", ", kept[..^1])} and {kept[^1]}")}.";
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
