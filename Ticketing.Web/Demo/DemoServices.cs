namespace Ticketing.Demo;

public static class DemoServices
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services.AddScoped<DemoVenue>();

    /// <summary>After the migration and before the first request: an empty database gets the demo venue, where the settings ask for it.</summary>
    public static async Task SeedDemoAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoVenue>().SeedAsync(CancellationToken.None);
    }
}
