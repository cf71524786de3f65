using Ticketing.Hosting;

namespace Ticketing.Demo;

/// <summary>Makes the demo venue when the server starts: after the migration, before the first page and before any background pass.</summary>
internal sealed class DemoOpening(DemoVenue venue) : IOpeningStep
{
    public Task RunAsync(CancellationToken ct) => venue.SeedAsync(ct);
}
