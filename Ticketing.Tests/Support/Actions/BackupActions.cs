using Ticketing.Features.Backups.Writing;
using Ticketing.Tests.Support.Apps;

namespace Ticketing.Tests.Support.Actions;

internal static class BackupActions
{
    /// <summary>If it is due.</summary>
    public static async Task MakeScheduledBackupAsync(this TicketingApp app)
    {
        await app.RunJobAsync<BackupScheduleJob>();
        await app.RunJobAsync<BackupJob>();
    }
}
