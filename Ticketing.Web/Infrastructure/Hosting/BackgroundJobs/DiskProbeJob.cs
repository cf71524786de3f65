using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Disk;

namespace Ticketing.Infrastructure.Hosting.BackgroundJobs;

/// <summary>Finds out when there is space again: nothing else may write while this process receives no requests.</summary>
[RunsDuringRecovery]
public sealed class DiskProbeJob(TicketingDbContext db, DiskSpace disk) : IBackgroundJob
{
    public static TimeSpan Interval => TimeSpan.FromSeconds(5);

    public async Task<JobResult> RunOnceAsync(CancellationToken ct)
    {
        if (!disk.IsFull)
        {
            // A run without a query would pass for proof that the database is available.
            await db.Database.SqlQueryRaw<int>("SELECT 1 AS \"Value\"").SingleAsync(ct);
        }
        else
        {
            // Changes nothing, but needs space like any other write. The table has a row in every database.
            await db.WriteAsync(
                () => db.Database.ExecuteSqlRawAsync("UPDATE \"__EFMigrationsHistory\" SET \"ProductVersion\" = \"ProductVersion\"", ct),
                ct: ct
            );
            disk.ReportSuccess();
        }

        return JobResult.Done;
    }
}
