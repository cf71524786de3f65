using Ticketing.Features.Backups;

namespace Ticketing.Features.GoLive.Checks;

internal sealed class BackupCheck(BackupQueries backups, TimeProvider clock) : IGoLiveCheck
{
    public string Topic => GoLiveTopics.Backup;

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct) =>
        backups.FindObstacle() is { } obstacle
            ? GoLiveFinding.Fail($"Backups cannot be made. {obstacle}")
            : Describe(await backups.GetHealthAsync(ct), clock.GetUtcNow());

    internal static GoLiveFinding Describe(BackupHealth health, DateTimeOffset now) =>
        health switch
        {
            { LastFailure: { } failure } => GoLiveFinding.Fail(
                $"The last backup failed. {failure} Solve that, then press “Back up now” on the page Backups."
            ),
            { LastGood: null } => GoLiveFinding.Warn(
                $"{BackupWarning.NoneYet}. The server makes the first a minute after it has started: check again in a few minutes."
            ),
            { LastGood: { } last } when now - last > BackupQueries.MaxAge => GoLiveFinding.Fail(
                $"{BackupWarning.DescribeLastGood(BackupWarning.OlderThanADay)}. Press “Back up now” on the page Backups, and keep "
                    + "the server running."
            ),
            _ => GoLiveFinding.Combine(DescribeTrial(health.Limit), DescribePlace(health, now)),
        };

    private static GoLiveFinding DescribeTrial(string? limit) =>
        limit is null
            ? GoLiveFinding.Ok("The last backup was restored in a trial.")
            : GoLiveFinding.Warn($"The last backup is whole. {limit}");

    private static GoLiveFinding DescribePlace(BackupHealth health, DateTimeOffset now) =>
        health switch
        {
            { LastOutside: null } => GoLiveFinding.Warn($"{BackupWarning.OnThisMachineOnly}. {BackupWarning.StoreElsewhere}."),
            _ when !health.IsRecentOutside(now) => GoLiveFinding.Warn(
                $"{BackupWarning.DescribeLastOutside(BackupWarning.OlderThanADay)}. See on the page Backups where they are kept now."
            ),
            _ => GoLiveFinding.Ok("A backup of the last day is also stored outside this machine."),
        };
}
