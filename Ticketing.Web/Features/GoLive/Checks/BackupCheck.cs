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
                "There is no backup yet. The server makes the first a minute after it has started: check again in a few minutes."
            ),
            { LastGood: { } last } when now - last > BackupQueries.MaxAge => GoLiveFinding.Fail(
                "The last good backup is older than a day. Press “Back up now” on the page Backups, and keep the server running."
            ),
            { LastOutside: null } => GoLiveFinding.Warn(
                "All backups are on this machine. Set Backup:Target to S3 or WebDav, or copy them away regularly."
            ),
            _ => GoLiveFinding.Ok("The last backup was restored in a trial, and is also stored outside this machine."),
        };
}
