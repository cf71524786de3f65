using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingList;

/// <summary>The statements themselves, as after a check that saw the places free.</summary>
public sealed class ReservedStockTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public Task No_statement_takes_what_is_reserved_of_a_type(DatabaseProvider database) => AssertRefusedAsync(database, room: null);

    [Theory, OnBothDatabases]
    public Task No_statement_takes_what_is_reserved_of_the_room(DatabaseProvider database) => AssertRefusedAsync(database, room: 3);

    private async Task AssertRefusedAsync(DatabaseProvider database, int? room)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync(e => e.Capacity = room, new TicketTypeDraft("Standing", 1400, room is null ? 3 : 9));
        var order = await app.SellAsync(show, "Standing", 3);
        await app.JoinAsync(show, $"{database}{room}@example.com", ("Standing", 1));
        await app.StartRefundAsync(order, 1, 2);
        StockLine[] line = [new StockLine(show.GetTicketTypeId("Standing"), 1)];
        Func<Stock, Task<StockResult>>[] statements =
        [
            stock => stock.HoldAsync(show.Id, line, Ct),
            stock => stock.HoldPaidAsync(show.Id, line, Ct),
            stock => stock.SellAsync(show.Id, line, Ct),
            stock => stock.ReplaceHeldAsync(show.Id, [], line, app.Clock.GetUtcNow(), Ct),
        ];
        foreach (var take in statements)
        {
            var result = await app.UseAsync<TicketingDbContext, StockResult>(db =>
                db.WriteAsync(() => take(new Stock(db)), taken => taken is StockResult.Taken, Ct)
            );
            Assert.IsType<StockResult.ShortOf>(result);
        }

        Assert.Equal((0, 1), await app.GetStockAsync(show));
    }
}
