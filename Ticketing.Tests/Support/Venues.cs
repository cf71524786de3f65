using Ticketing.Settings;

namespace Ticketing.Tests.Support;

/// <summary>One venue per database for a test class, created on first use.</summary>
public class Venues : IAsyncDisposable
{
    private readonly Dictionary<DatabaseProvider, TicketingApp> open = [];

    public TicketingApp On(DatabaseProvider database)
    {
        if (!open.TryGetValue(database, out var venue))
        {
            open[database] = venue = Open(database);
        }

        return venue;
    }

    protected virtual TicketingApp Open(DatabaseProvider database) => new(database);

    public async ValueTask DisposeAsync()
    {
        foreach (var venue in open.Values)
        {
            await venue.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
