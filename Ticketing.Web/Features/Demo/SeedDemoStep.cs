using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Demo;

/// <summary>After the migration, before the first request and any background job.</summary>
internal sealed class SeedDemoStep(DemoSeeder venue) : IStartupStep
{
    public Task RunAsync(CancellationToken ct) => venue.SeedAsync(ct);
}
