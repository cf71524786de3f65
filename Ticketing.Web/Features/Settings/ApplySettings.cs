using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Settings;

/// <summary>Applies a save before its page responds.</summary>
public sealed class ApplySettings(SyncSavedSettingsJob sync, DatabaseOutageLog outages, TimeProvider clock)
{
    public async Task ApplyAsync()
    {
        var startedAt = clock.GetTimestamp();
        try
        {
            // Not cancellable: the settings are saved.
            await sync.RunOnceAsync(CancellationToken.None);
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error))
        {
            // The job retries.
            outages.ReportFailure(nameof(ApplySettings), error, startedAt);
        }
    }
}
