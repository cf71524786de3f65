using Ticketing.Features.WaitingRoom.Places;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.WaitingRoom;

public sealed class WaitingRoomMetricTests
{
    /// <summary>Somebody is woken if they wait and nobody is let in, which is right before an on-sale and after the last ticket.</summary>
    [Theory, OnEitherDatabase]
    public async Task Only_those_whose_turn_may_come_are_waiting(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).WithWaitingRooms();
        var (lobby, line) = (await app.PublishBeforeSaleAsync(TimeSpan.FromMinutes(30)), await app.PublishWithLineAsync());
        var soldOut = await app.PublishWithLineAsync(capacity: 2);
        await app.PassAsync(TimeSpan.Zero);
        await app.SellAsync(soldOut, "Standing", 2);
        foreach (var (show, buyers) in new[] { (lobby, 2), (line, 3), (soldOut, 4) })
        {
            for (var i = 0; i < buyers; i++)
            {
                var request = new PlaceRequest(show.Id, app.GetRoom(show).Row.Round, $"{show.Slug}|{i}");
                Assert.NotNull(await app.GetDispenser().TakeAsync(request, TestContext.Current.CancellationToken));
            }
        }

        await app.PassAsync(TimeSpan.Zero);

        Assert.True(app.GetRoom(soldOut).IsSoldOut);
        var samples = await app.ScrapeAsync();
        Assert.Equal(3, samples.GetSample("ticketing_waiting_room_waiting"));
        Assert.Equal(2, samples.GetSample("ticketing_waiting_room_lobby"));
        Assert.Equal(3, samples.GetSample("ticketing_waiting_room_open"));
    }
}
