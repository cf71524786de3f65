using Ticketing.Hosting;

namespace Ticketing.Demo;

public static class DemoServices
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddScoped<DemoVenue>()
        .AddOpeningStep<DemoOpening>();
}
