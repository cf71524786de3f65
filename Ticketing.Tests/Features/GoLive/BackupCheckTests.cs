using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Backups;
using Ticketing.Features.GoLive;
using Ticketing.Features.GoLive.Checks;
using Ticketing.Infrastructure.Data.Snapshots;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class BackupCheckTests
{
    private static readonly DateTimeOffset Now = new(2031, 2, 3, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, null, GoLiveStatus.Warn, "There is no backup yet")]
    [InlineData(
        1,
        1,
        "The bucket is full.",
        GoLiveStatus.Fail,
        "The last backup failed. “The bucket is full.” Solve that, then press “Back up now”"
    )]
    [InlineData(25, 25, null, GoLiveStatus.Fail, "older than a day. Press “Back up now” on the page Backups")]
    [InlineData(1, null, null, GoLiveStatus.Warn, "All backups are on this machine")]
    [InlineData(1, 25, null, GoLiveStatus.Warn, "The last backup outside this machine is older than a day.")]
    [InlineData(1, 24, null, GoLiveStatus.Ok, "also stored outside this machine")]
    [InlineData(
        1,
        1,
        null,
        GoLiveStatus.Ok,
        "The last backup was restored in a trial. A backup of the last day is also stored outside this machine"
    )]
    public void The_last_good_backup_counts(int? goodHoursAgo, int? outsideHoursAgo, string? failure, GoLiveStatus status, string text)
    {
        var found = BackupCheck.Describe(new BackupHealth(Ago(goodHoursAgo), Ago(outsideHoursAgo), failure), Now);
        Assert.Equal(status, found.Status);
        Assert.Contains(text, found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_keeps_backups_from_being_made_is_named()
    {
        await using var venue = new GoLiveVenue(arrange: services => services.AddSingleton<IDatabaseSnapshot>(new NoTools()));
        await venue.AssertFindsAsync("backup", GoLiveStatus.Fail, "Backups cannot be made. pg_dump is not installed. Install it.");
    }

    [Fact]
    public void One_that_was_only_read_is_not_called_restored()
    {
        var found = BackupCheck.Describe(new BackupHealth(Now, Now, LastFailure: null, "It was read to its end but not restored."), Now);
        Assert.Equal(GoLiveFinding.Warn("The last backup is whole. “It was read to its end but not restored.”"), found);
    }

    private sealed class NoTools : IDatabaseSnapshot
    {
        public string FileName => "";

        public string? FindObstacle() => "pg_dump is not installed. Install it.";

        public Task<DatabaseFacts> TakeAsync(string path, IProgress<double>? written, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<TrialRestore> TryRestoreAsync(string path, CancellationToken ct) => throw new NotSupportedException();
    }

    private static DateTimeOffset? Ago(int? hours) => hours is { } some ? Now.AddHours(-some) : null;
}
