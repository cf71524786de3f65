using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>How many backups are kept: the newest one of each of the last days, weeks and months.</summary>
public sealed class BackupKeepOptions
{
    public int Days { get; set; } = 7;

    public int Weeks { get; set; } = 4;

    public int Months { get; set; } = 12;

    internal void Validate(SettingProblems problems)
    {
        problems.RequireBetween(KeyOf(nameof(Days)), Days, 1, 3650);
        problems.RequireBetween(KeyOf(nameof(Weeks)), Weeks, 0, 520);
        problems.RequireBetween(KeyOf(nameof(Months)), Months, 0, 120);
    }

    private static string KeyOf(string name) => $"{nameof(BackupOptions.Keep)}:{name}";
}
