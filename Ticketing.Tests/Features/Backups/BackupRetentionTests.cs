using Ticketing.Features.Backups;
using Xunit;

namespace Ticketing.Tests.Features.Backups;

public sealed class BackupRetentionTests
{
    [Fact]
    public void The_last_of_each_day_week_and_month_is_kept()
    {
        // Every six hours, from Monday 1 January 2029 on.
        var first = new DateTimeOffset(2029, 1, 1, 3, 0, 0, TimeSpan.Zero);
        var made = Enumerable.Range(0, 4 * 120).Select(i => first.AddHours(6 * i)).ToList();

        var expired = new BackupRetention(Days: 3, Weeks: 3, Months: 4).FindExpired(made, time => time);

        Assert.Equal(
            [
                "2029-01-31 21:00",
                "2029-02-28 21:00",
                "2029-03-31 21:00",
                "2029-04-22 21:00",
                "2029-04-28 21:00",
                "2029-04-29 21:00",
                "2029-04-30 21:00",
            ],
            made.Except(expired).Select(time => time.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public void After_a_long_pause_the_last_ones_are_kept()
    {
        var made = Enumerable
            .Range(0, 3)
            .Select(i => 400 * i)
            .Select(days => new DateTimeOffset(2029, 1, 1, 3, 0, 0, TimeSpan.Zero).AddDays(days))
            .ToList();

        Assert.Equal([made[0]], new BackupRetention(Days: 1, Weeks: 0, Months: 2).FindExpired(made, time => time));
    }

    [Theory]
    [InlineData("ticketing-1a2b3c4d-20290304-051530.backup", "2029-03-04T05:15:30Z")]
    [InlineData("ticketing-1a2b3c4d-20290304-051530-upgrade.backup", "2029-03-04T05:15:30Z")]
    [InlineData("ticketing-99999999-20290304-051530.backup", null)]
    [InlineData("ticketing-1a2b3c4d-20291304-051530.backup", null)]
    [InlineData("ticketing-1a2b3c4d-20290304-051530.backup.part", null)]
    [InlineData("ticketing-1a2b3c4d-.backup", null)]
    [InlineData("ticketing.db", null)]
    public void Only_files_of_this_venue_are_backups(string name, string? time) =>
        Assert.Equal(
            time is null ? null : DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture),
            BackupName.FindTime(name, Guid.Parse("1a2b3c4d-0000-4000-8000-000000000001"))
        );

    [Fact]
    public void A_name_tells_its_time()
    {
        var (venue, time) = (Guid.NewGuid(), new DateTimeOffset(2031, 2, 3, 12, 0, 1, TimeSpan.Zero));
        Assert.Equal(time, BackupName.FindTime(BackupName.Create(venue, time), venue));
        Assert.Equal(time, BackupName.FindTime(BackupName.CreateForUpgrade(venue, time), venue));
    }

    [Fact]
    public void A_backup_of_an_upgrade_is_told_from_others()
    {
        var (venue, time) = (Guid.NewGuid(), new DateTimeOffset(2031, 2, 3, 12, 0, 1, TimeSpan.Zero));
        Assert.True(BackupName.IsForUpgrade(BackupName.CreateForUpgrade(venue, time)));
        Assert.False(BackupName.IsForUpgrade(BackupName.Create(venue, time)));
        // What staff put there is not ours to delete.
        Assert.False(BackupName.IsForUpgrade("before-upgrade.backup.copy"));
        Assert.False(BackupName.IsForUpgrade("notes-upgrade-plan.txt"));
    }
}
