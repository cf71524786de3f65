using Ticketing.Data;
using Ticketing.Hosting;

namespace Ticketing.VenueSettings;

/// <summary>Makes a save of our own count here before its page says so.</summary>
public sealed class ApplySettings(FollowSettings follow, OutageLog outages)
{
    public async Task NowAsync()
    {
        try
        {
            // It is saved: that the browser leaves changes nothing about it.
            await follow.RunOnceAsync(CancellationToken.None);
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error))
        {
            // The loop sees to it when the database is back.
            outages.Note(nameof(ApplySettings), error);
        }
    }
}
