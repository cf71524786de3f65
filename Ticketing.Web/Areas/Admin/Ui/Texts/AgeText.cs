namespace Ticketing.Areas.Admin.Ui.Texts;

public static class AgeText
{
    /// <returns>"just made", "5 minutes old", "3 days old".</returns>
    public static string Describe(TimeSpan age) =>
        age < TimeSpan.FromMinutes(2) ? T["just made"]
        : age < TimeSpan.FromHours(2) ? T.Plural(Round(age.TotalMinutes), "1 minute old", "{0} minutes old")
        : age < TimeSpan.FromDays(2) ? T.Plural(Round(age.TotalHours), "1 hour old", "{0} hours old")
        : T.Plural(Round(age.TotalDays), "1 day old", "{0} days old");

    private static long Round(double value) => (long)Math.Floor(value);
}
