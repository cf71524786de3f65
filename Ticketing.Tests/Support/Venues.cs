using Ticketing.Settings;

namespace Ticketing.Tests.Support;

/// <summary>A test class's venue on each database, opened when its first test asks for it.</summary>
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

    /// <summary>For classes whose venue is special.</summary>
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
