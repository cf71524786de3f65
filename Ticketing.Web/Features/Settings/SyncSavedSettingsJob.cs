using Ticketing.Infrastructure.Configuration.Saved;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Settings;

/// <summary>Applies settings that any process saved.</summary>
[RunsDuringRecovery]
public sealed partial class SyncSavedSettingsJob(SavedSettingsStore store, SavedSettingsProvider saved, ILogger<SyncSavedSettingsJob> log)
    : IBackgroundJob,
        IStartupStep
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public Task RunAsync(CancellationToken ct) => RunOnceAsync(ct);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        if (await store.GetVersionAsync(ct) <= saved.Version)
        {
            return JobResult.Done;
        }

        var state = await store.ReadAsync(ct);
        if (saved.Apply(state.Version, state.Usable, state.Ignored))
        {
            foreach (var problem in state.Ignored)
            {
                Ignored(log, problem.Key, problem.Reason);
            }
        }

        return JobResult.Done;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The saved setting {Key} is ignored in favour of the configured value: {Reason}")]
    private static partial void Ignored(ILogger logger, string key, string reason);
}
