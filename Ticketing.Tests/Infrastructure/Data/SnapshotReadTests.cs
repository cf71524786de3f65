using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

public sealed class SnapshotReadTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Several_queries_see_one_moment_and_nobody_waits_for_them(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.UseAsync<TicketingDbContext>(async db =>
        {
            var (before, meanwhile) = await db.ReadInSnapshotAsync(
                async () =>
                {
                    var first = await db.Set<Order>().CountAsync(Ct);
                    await app.SellAsync(show, "Standing", 1);
                    return (first, await db.Set<Order>().CountAsync(Ct));
                },
                Ct
            );
            Assert.Equal(before, meanwhile);
            Assert.Equal(before + 1, await db.Set<Order>().CountAsync(Ct));
            await db.WriteAsync(
                () =>
                    db.Set<Order>().Where(o => o.EventId == show.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.BuyerPhone, ""), Ct),
                ct: Ct
            );
        });
    }
}
