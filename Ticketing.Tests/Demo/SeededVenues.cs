using Ticketing.Settings;

namespace Ticketing.Tests.Demo;

/// <summary>For read-only tests; created on first use.</summary>
public sealed class SeededVenues : IAsyncDisposable
{
    private readonly Dictionary<DatabaseProvider, DemoBox> made = [];

    public async Task<DemoBox> OnAsync(DatabaseProvider database)
    {
        if (!made.TryGetValue(database, out var box))
        {
            made[database] = box = await DemoBox.SeededAsync(database, DemoBox.Wednesday);
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
