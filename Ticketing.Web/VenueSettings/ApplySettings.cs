using Ticketing.Data;
using Ticketing.Hosting;

namespace Ticketing.VenueSettings;

/// <summary>Applies a save before its page responds.</summary>
public sealed class ApplySettings(FollowSettings follow, OutageLog outages)
{
    public async Task NowAsync()
    {
        try
        {
            // Not cancellable: the settings are saved.
            await follow.RunOnceAsync(CancellationToken.None);
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error))
        {
            // The job retries.
            outages.Note(nameof(ApplySettings), error);
        }
    }
}
