using Ticketing.Features.Backups;

namespace Ticketing.Features.GoLive.Checks;

internal sealed class BackupCheck(BackupQueries backups, TimeProvider clock) : IGoLiveCheck
{
    public string Topic => GoLiveTopics.Backup;

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct) =>
        backups.FindObstacle() is { } obstacle
            ? GoLiveFinding.Fail(T["Backups cannot be made. {0}", obstacle])
            : Describe(await backups.GetHealthAsync(ct), clock.GetUtcNow());

    internal static GoLiveFinding Describe(BackupHealth health, DateTimeOffset now) =>
        health switch
        {
            { LastFailure: { } failure } => GoLiveFinding.Fail(
                T[
                    "The last backup failed. {0} Solve that, then press “Back up now” on the page Backups.",
                    BackupErrorText.Describe(failure)
                ]
            ),
            { LastGood: null } => GoLiveFinding.Warn(
                T["{0}. The server makes the first a minute after it has started: check again in a few minutes.", BackupWarning.NoneYet]
            ),
            { LastGood: { } last } when now - last > BackupQueries.MaxAge => GoLiveFinding.Fail(
                T[
                    "{0}. Press “Back up now” on the page Backups, and keep " + "the server running.",
                    BackupWarning.DescribeLastGood(BackupWarning.OlderThanADay)
                ]
            ),
            _ => GoLiveFinding.Combine(DescribeTrial(health.Limit), DescribePlace(health, now)),
        };

    private static GoLiveFinding DescribeTrial(string? limit) =>
        limit is null
            ? GoLiveFinding.Ok(T["The last backup was restored in a trial."])
            : GoLiveFinding.Warn(T["The last backup is whole. {0}", BackupErrorText.Describe(limit)]);

    private static GoLiveFinding DescribePlace(BackupHealth health, DateTimeOffset now) =>
        health switch
        {
            { LastOutside: null } => GoLiveFinding.Warn($"{BackupWarning.OnThisMachineOnly}. {BackupWarning.StoreElsewhere}."),
            _ when !health.IsRecentOutside(now) => GoLiveFinding.Warn(
                T["{0}. See on the page Backups where they are kept now.", BackupWarning.DescribeLastOutside(BackupWarning.OlderThanADay)]
            ),
            _ => GoLiveFinding.Ok(T["A backup of the last day is also stored outside this machine."]),
        };
}
