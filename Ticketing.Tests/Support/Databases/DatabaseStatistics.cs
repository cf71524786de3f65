using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Databases;

/// <summary>Planner statistics, which SQLite gets from our job and PostgreSQL from autovacuum.</summary>
internal static class DatabaseStatistics
{
    public static Task RefreshStatisticsAsync(this TicketingApp app) =>
        app.Database == DatabaseProvider.Sqlite
            ? app.RunJobAsync<DatabaseStatisticsJob>()
            : app.UseAsync<TicketingDbContext>(db =>
                db.WriteAsync(
                    () => db.Database.ExecuteSqlRawAsync("ANALYZE", TestContext.Current.CancellationToken),
                    ct: TestContext.Current.CancellationToken
                )
            );
}
