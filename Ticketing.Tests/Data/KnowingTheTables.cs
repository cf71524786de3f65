using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Hosting;
using Ticketing.Orders;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Data;

public sealed class KnowingTheTables
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_upkeep_looks_at_what_has_grown_and_may_come_again(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishAsync();
        await app.RunAsync<DatabaseUpkeep>();
        await app.StoreOrdersAsync(show, 300, i => new Buyer($"Name{i}", "", ""));

        await app.RunAsync<DatabaseUpkeep>();
        await app.RunAsync<DatabaseUpkeep>();

        if (database == DatabaseProvider.Sqlite)
        {
            Assert.Contains(await app.UseAsync<TicketingDbContext, List<string>>(db => db.Database.SqlQueryRaw<string>("SELECT stat AS Value FROM sqlite_stat1 WHERE tbl = 'orders'").ToListAsync(Ct)), stat => stat.StartsWith("300 ", StringComparison.Ordinal));
        }
    }
}
