using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Areas.Admin.Pages.Backups;

public static class BackupText
{
    public static string DescribeSchedule(TimeSpan schedule) =>
        schedule == TimeSpan.FromDays(1) ? T["One is made every day."]
        : schedule == TimeSpan.FromHours(1) ? T["One is made every hour."]
        : schedule.TotalHours % 24 == 0 ? T["One is made every {0} days.", Number(schedule.TotalDays)]
        : T["One is made every {0} hours.", Number(schedule.TotalHours)];

    public static string DescribeRetention(BackupKeepOptions keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        string[] kept =
        [
            .. keep.Days > 0 ? [T.Plural(keep.Days, "1 day", "{0} days")] : Array.Empty<string>(),
            .. keep.Weeks > 0 ? [T.Plural(keep.Weeks, "1 week", "{0} weeks")] : Array.Empty<string>(),
            .. keep.Months > 0 ? [T.Plural(keep.Months, "1 month", "{0} months")] : Array.Empty<string>(),
        ];
        return T["Kept: the last of each of {0}.", Formats.List(kept)];
    }

    private static string Number(double value) => value.ToString("0.#", Language.Current.Formats);
}
