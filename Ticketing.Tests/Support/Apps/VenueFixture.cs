using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Tests.Support.Apps;

/// <summary>One venue per database for a test class, created on first use.</summary>
public class VenueFixture : IAsyncDisposable
{
    private readonly Dictionary<DatabaseProvider, TicketingApp> venues = [];

    public TicketingApp On(DatabaseProvider database)
    {
        if (!venues.TryGetValue(database, out var venue))
        {
            venues[database] = venue = Create(database);
        }

        return venue;
    }

    protected virtual TicketingApp Create(DatabaseProvider database) => new(database);

    public async ValueTask DisposeAsync()
    {
        foreach (var venue in venues.Values)
        {
            await venue.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
