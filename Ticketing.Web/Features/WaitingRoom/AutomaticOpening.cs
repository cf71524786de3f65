namespace Ticketing.Features.WaitingRoom;

/// <summary>Opens a waiting room once, however many requests notice the load.</summary>
public sealed class AutomaticOpening(WaitingRooms rooms, IServiceScopeFactory scopes) : IDisposable
{
    private readonly SemaphoreSlim once = new(1);

    public async Task OpenAsync(string slug, CancellationToken ct)
    {
        await once.WaitAsync(ct);
        try
        {
            if (rooms.Find(slug) is null)
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<OpenWaitingRoom>().OpenByLoadAsync(slug, ct);
            }
        }
        finally
        {
            once.Release();
        }
    }

    public void Dispose() => once.Dispose();
}
