using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Tests.Features.Demo;

/// <summary>For read-only tests; created on first use.</summary>
public sealed class SeededDemoDatabases : IAsyncDisposable
{
    private readonly Dictionary<DatabaseProvider, DemoDatabase> made = [];

    public async Task<DemoDatabase> OnAsync(DatabaseProvider database)
    {
        if (!made.TryGetValue(database, out var box))
        {
            made[database] = box = await DemoDatabase.SeededAsync(database, DemoDatabase.Wednesday);
        }

        return box;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var box in made.Values)
        {
            await box.DisposeAsync();
        }
    }
}
