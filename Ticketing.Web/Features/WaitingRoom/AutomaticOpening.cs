namespace Ticketing.Features.WaitingRoom;

/// <summary>Opens a waiting room once, however many requests notice the load.</summary>
public sealed class AutomaticOpening(WaitingRooms rooms, IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int MaxRefused = 1000;
    private static readonly TimeSpan RefusedFor = TimeSpan.FromSeconds(10);

    private readonly Lock guard = new();
    private readonly Dictionary<string, Task> openings = [];

    /// <summary>Addresses of no event, until when they are not looked up again.</summary>
    private readonly Dictionary<string, DateTimeOffset> refused = [];

    public Task OpenAsync(string slug, CancellationToken ct)
    {
        lock (guard)
        {
            if (refused.TryGetValue(slug, out var until) && until > clock.GetUtcNow())
            {
                return Task.CompletedTask;
            }

            if (!openings.TryGetValue(slug, out var opening))
            {
                // Others wait for it, whoever was first.
                openings[slug] = opening = Task.Run(() => OpenOnceAsync(slug), CancellationToken.None);
            }

            return opening.WaitAsync(ct);
        }
    }

    private async Task OpenOnceAsync(string slug)
    {
        var exists = true;
        try
        {
            if (rooms.Find(slug) is null)
            {
                await using var scope = scopes.CreateAsyncScope();
                exists = await scope.ServiceProvider.GetRequiredService<OpenWaitingRoom>().OpenByLoadAsync(slug, CancellationToken.None);
            }
        }
        finally
        {
            End(slug, exists);
        }
    }

    private void End(string slug, bool exists)
    {
        lock (guard)
        {
            openings.Remove(slug);
            if (exists)
            {
                return;
            }

            var now = clock.GetUtcNow();
            foreach (var outdated in refused.Where(entry => entry.Value <= now).Select(entry => entry.Key).ToList())
            {
                refused.Remove(outdated);
            }

            if (refused.Count < MaxRefused)
            {
                refused[slug] = now + RefusedFor;
            }
        }
    }
}
