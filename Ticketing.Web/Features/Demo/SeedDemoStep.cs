using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Demo;

/// <summary>After the migration, before the first request and any background job.</summary>
internal sealed class SeedDemoStep(DemoSeeder seeder) : IStartupStep
{
    public Task RunAsync(CancellationToken ct) => seeder.SeedAsync(ct);
}
