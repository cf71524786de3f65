using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Demo;

public static class DemoServices
{
    public static IServiceCollection AddDemo(this IServiceCollection services) =>
        services.AddScoped<DemoSeeder>().AddStartupStep<SeedDemoStep>();
}
