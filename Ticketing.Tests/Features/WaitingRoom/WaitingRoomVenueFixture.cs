using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Apps;

namespace Ticketing.Tests.Features.WaitingRoom;

/// <summary>Lets in one buyer a second.</summary>
public sealed class WaitingRoomVenueFixture : VenueFixture
{
    protected override TicketingApp Create(DatabaseProvider database) => new TicketingApp(database).WithWaitingRooms();
}
