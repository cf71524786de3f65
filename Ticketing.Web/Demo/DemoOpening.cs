using Ticketing.Hosting;

namespace Ticketing.Demo;

/// <summary>After the migration, before the first request and any background job.</summary>
internal sealed class DemoOpening(DemoVenue venue) : IOpeningStep
{
    public Task RunAsync(CancellationToken ct) => venue.SeedAsync(ct);
}
