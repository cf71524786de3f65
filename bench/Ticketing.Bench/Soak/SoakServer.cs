using Ticketing.Bench.Rush.Serving;

namespace Ticketing.Bench.Soak;

/// <summary>The program in a process of its own, on SQLite in a temporary folder, with one event that does not sell out.</summary>
internal sealed class SoakServer : IAsyncDisposable
{
    private const int Capacity = 1_000_000;
    private readonly RushVenue venue;
    private readonly ServerProcess process;

    private SoakServer(RushVenue venue, ServerProcess process) => (this.venue, this.process) = (venue, process);

    public Uri Address => process.Address;

    public required string EventPath { get; init; }

    public required Guid TicketType { get; init; }

    public bool IsRunning => process.IsRunning;

    /// <summary>Resident, in bytes.</summary>
    public long Memory => process.Memory;

    /// <summary>Of the write-ahead log, in bytes.</summary>
    public long LogSize => new FileInfo(venue.SqlitePath + "-wal") is { Exists: true, Length: var length } ? length : 0;

    public long DatabaseSize => new FileInfo(venue.SqlitePath).Length;

    public static async Task<SoakServer> StartAsync(CancellationToken ct)
    {
        var show = RushShows.Create(1, Capacity);
        var venue = await RushVenue.CreateAsync([show], postgres: null, ct);
        try
        {
            await PublishedApp.PublishAsync(ct);
            var process = await AppServer.StartAsync(venue, AppServer.Defaults, ct);
            return new SoakServer(venue, process) { EventPath = show.GetPath(), TicketType = show.TicketTypes[0].Id };
        }
        catch
        {
            venue.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        venue.Dispose();
    }
}
