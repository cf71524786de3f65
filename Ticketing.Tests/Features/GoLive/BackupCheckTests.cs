using Ticketing.Features.Backups;
using Ticketing.Features.GoLive;
using Ticketing.Features.GoLive.Checks;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class BackupCheckTests
{
    private static readonly DateTimeOffset Now = new(2031, 2, 3, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, null, GoLiveStatus.Warn, "There is no backup yet")]
    [InlineData(1, 1, "The bucket is full.", GoLiveStatus.Fail, "The last backup failed. The bucket is full.")]
    [InlineData(25, 25, null, GoLiveStatus.Fail, "older than a day")]
    [InlineData(1, null, null, GoLiveStatus.Warn, "All backups are on this machine")]
    [InlineData(1, 1, null, GoLiveStatus.Ok, "also stored outside this machine")]
    public void The_last_good_backup_counts(int? goodHoursAgo, int? outsideHoursAgo, string? failure, GoLiveStatus status, string text)
    {
        var found = BackupCheck.Describe(new BackupHealth(Ago(goodHoursAgo), Ago(outsideHoursAgo), failure), Now);
        Assert.Equal(status, found.Status);
        Assert.Contains(text, found.Text, StringComparison.Ordinal);
    }

    private static DateTimeOffset? Ago(int? hours) => hours is { } some ? Now.AddHours(-some) : null;
}
