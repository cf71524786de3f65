using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Accounts.Tokens;

[RunsDuringRecovery]
[DelayedStart]
public sealed class SigningKeyRotationJob(SigningKeys keys) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromMinutes(30);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        await keys.RotateAsync(ct);
        return JobResult.Done;
    }
}
