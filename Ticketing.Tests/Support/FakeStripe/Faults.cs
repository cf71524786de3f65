using System.Collections.Concurrent;

namespace Ticketing.Tests.Support.FakeStripe;

public enum Fault
{
    /// <summary>Connection reset, no effect.</summary>
    ResetBefore,

    /// <summary>Connection reset after the effect.</summary>
    ResetAfter,

    /// <summary>No answer after the effect, until the caller hangs up.</summary>
    TimeoutAfter,

    /// <summary>500 without effect; the key stays free.</summary>
    ErrorBefore,

    /// <summary>500 after the effect; the key replays the 500.</summary>
    ErrorAfter,

    /// <summary>500 without effect; the key replays the 500.</summary>
    ErrorInstead,

    /// <summary>409 as if the key was in use; no effect.</summary>
    Conflict,

    /// <summary>429; no effect.</summary>
    TooManyRequests,

    /// <summary>Succeeds after <see cref="Faults.SlowDuration"/>; until then the key is in use.</summary>
    Slow,
}

public sealed class Faults
{
    private readonly ConcurrentDictionary<ApiRoute, ConcurrentQueue<Fault>> scripted = new();
    private readonly ConcurrentDictionary<Fault, int> counts = new();
    private readonly Lock gate = new();
    private (Random Random, double Probability, Fault[] Choice)? randomFaults;

    /// <summary>Resets every connection, also to the hosted page.</summary>
    public bool IsDown { get; set; }

    /// <summary>Real time, like callers' timeouts.</summary>
    public TimeSpan SlowDuration { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Occurrences so far.</summary>
    public IReadOnlyDictionary<Fault, int> Counts => counts;

    /// <summary>Queued for the next requests of this route.</summary>
    public void FailNext(ApiRoute route, Fault fault, int times = 1)
    {
        var queue = scripted.GetOrAdd(route, _ => new ConcurrentQueue<Fault>());
        for (var i = 0; i < times; i++)
        {
            queue.Enqueue(fault);
        }
    }

    /// <summary>Applies to requests without a scripted fault, until <see cref="Stop"/>.</summary>
    /// <param name="probability">From 0 to 1.</param>
    public void FailRandomly(int seed, double probability, params Fault[] choice)
    {
        lock (gate)
        {
            randomFaults = (new Random(seed), probability, choice);
        }
    }

    public void Stop()
    {
        lock (gate)
        {
            randomFaults = null;
        }

        scripted.Clear();
        IsDown = false;
    }

    internal Fault? Take(ApiRoute route)
    {
        Fault? fault =
            IsDown ? Fault.ResetBefore
            : scripted.TryGetValue(route, out var queue) && queue.TryDequeue(out var next) ? next
            : Draw();
        if (fault is { } happening)
        {
            counts.AddOrUpdate(happening, 1, (_, before) => before + 1);
        }

        return fault;
    }

    private Fault? Draw()
    {
        lock (gate)
        {
            return randomFaults is { } draw && draw.Random.NextDouble() < draw.Probability
                ? draw.Choice[draw.Random.Next(draw.Choice.Length)]
                : null;
        }
    }
}
