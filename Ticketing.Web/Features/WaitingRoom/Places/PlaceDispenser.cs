namespace Ticketing.Features.WaitingRoom.Places;

/// <summary>
/// Numbers buyers in the order in which they come. All who come while numbers are being claimed share the next claim, so that a crowd costs
/// few transactions.
/// </summary>
public sealed class PlaceDispenser(IServiceScopeFactory scopes)
{
    // Each keeps the database's only writer for some milliseconds.
    private const int MaxPerClaim = 200;

    private readonly Lock guard = new();

    /// <summary>By event, while there is a claim under way or to come.</summary>
    private readonly Dictionary<Guid, Queue<Waiting>> queues = [];

    /// <returns>Null if the round is over.</returns>
    public Task<PlaceNumber?> TakeAsync(PlaceRequest request, CancellationToken ct)
    {
        var waiting = new Waiting(request);
        lock (guard)
        {
            if (queues.TryGetValue(request.EventId, out var queue))
            {
                queue.Enqueue(waiting);
                return waiting.Task.WaitAsync(ct);
            }

            queues[request.EventId] = new Queue<Waiting>([waiting]);
        }

        // Others wait for it, whoever was first.
        _ = Task.Run(() => ServeAsync(request.EventId), CancellationToken.None);
        return waiting.Task.WaitAsync(ct);
    }

    private async Task ServeAsync(Guid eventId)
    {
        while (TakeBatch(eventId) is { Count: > 0 } batch)
        {
            await ServeAsync(batch);
        }
    }

    private async Task ServeAsync(List<Waiting> batch)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var claims = scope.ServiceProvider.GetRequiredService<ClaimPlaces>();
            var numbers = await claims.ClaimAsync([.. batch.Select(waiting => waiting.Request)], CancellationToken.None);
            foreach (var (waiting, number) in batch.Zip(numbers))
            {
                waiting.SetResult(number);
            }
        }
#pragma warning disable CA1031 // Each request reports it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            batch.ForEach(waiting => waiting.SetException(error));
        }
    }

    private List<Waiting> TakeBatch(Guid eventId)
    {
        lock (guard)
        {
            var (queue, batch) = (queues[eventId], new List<Waiting>());
            while (batch.Count < MaxPerClaim && queue.TryDequeue(out var waiting))
            {
                batch.Add(waiting);
            }

            if (batch.Count == 0)
            {
                queues.Remove(eventId);
            }

            return batch;
        }
    }

    private sealed class Waiting(PlaceRequest request)
        : TaskCompletionSource<PlaceNumber?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public PlaceRequest Request { get; } = request;
    }
}
