using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Hosting;
using Ticketing.Settings;
using Xunit;

namespace Ticketing.Tests.Support;

/// <summary>Planner statistics, which SQLite gets from our job and PostgreSQL from autovacuum.</summary>
internal static class Statistics
{
    public static Task RefreshStatisticsAsync(this TicketingApp app) => app.Database == DatabaseProvider.Sqlite
        ? app.RunAsync<DatabaseUpkeep>()
        : app.UseAsync<TicketingDbContext>(db => db.WriteAsync(
            () => db.Database.ExecuteSqlRawAsync("ANALYZE", TestContext.Current.CancellationToken), ct: TestContext.Current.CancellationToken));
}
