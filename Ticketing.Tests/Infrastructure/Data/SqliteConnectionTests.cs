using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

public sealed class SqliteConnectionTests
{
    private const long Full = 2;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queries_of_a_context_share_one_connection_whose_commits_survive_a_power_cut()
    {
        await using var app = new TicketingApp(DatabaseProvider.Sqlite);
        var connection = await app.UseAsync<TicketingDbContext, DbConnection>(async db =>
        {
            await db.Set<Event>().AnyAsync(Ct);
            var opened = db.Database.GetDbConnection();
            Assert.Equal(ConnectionState.Open, opened.State);
            await db.Set<Event>().AnyAsync(Ct);
            Assert.Same(opened, db.Database.GetDbConnection());
            Assert.Equal(
                [Full],
                await db.Database.SqlQueryRaw<long>("SELECT synchronous AS Value FROM pragma_synchronous").ToListAsync(Ct)
            );
            Assert.Equal(
                [1L],
                await db.Database.SqlQueryRaw<long>("SELECT foreign_keys AS Value FROM pragma_foreign_keys").ToListAsync(Ct)
            );
            return opened;
        });
        Assert.Equal(ConnectionState.Closed, connection.State);
    }
}
