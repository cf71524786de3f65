using System.Globalization;

namespace Ticketing.Areas.Admin.Ui.Texts;

public static class AgeText
{
    /// <returns>"just made", "5 minutes old", "3 days old".</returns>
    public static string Describe(TimeSpan age) =>
        age < TimeSpan.FromMinutes(2) ? "just made"
        : age < TimeSpan.FromHours(2) ? $"{Round(age.TotalMinutes)} minutes old"
        : age < TimeSpan.FromDays(2) ? $"{Round(age.TotalHours)} hours old"
        : $"{Round(age.TotalDays)} days old";

    private static string Round(double value) => Math.Floor(value).ToString(CultureInfo.InvariantCulture);
}
