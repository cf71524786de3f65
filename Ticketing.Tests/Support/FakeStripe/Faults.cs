using System.Collections.Concurrent;

namespace Ticketing.Tests.Support.FakeStripe;

public enum Fault
{
    /// <summary>The connection breaks; nothing was done.</summary>
    ResetBefore,

    /// <summary>Done; then the connection breaks.</summary>
    ResetAfter,

    /// <summary>Done; then no answer comes, until the caller hangs up.</summary>
    SilenceAfter,

    /// <summary>500 before the request was looked at: the same key can be used again.</summary>
    ErrorBefore,

    /// <summary>Done, but answered with 500; the same key gets the same 500 again.</summary>
    ErrorAfter,

    /// <summary>Not done, 500; the same key gets the same 500 again.</summary>
    ErrorInstead,

    /// <summary>409: another request with this key is said to be under way. Nothing was done.</summary>
    Conflict,

    /// <summary>429; nothing was done.</summary>
    TooManyRequests,

    /// <summary>Done and answered, after <see cref="Faults.Slowness"/>; meanwhile its key is in use.</summary>
    Slow,
}

/// <summary>What goes wrong with the API, as scripted.</summary>
public sealed class Faults
{
    private readonly ConcurrentDictionary<Route, ConcurrentQueue<Fault>> script = new();
    private readonly ConcurrentDictionary<Fault, int> done = new();
    private readonly Lock gate = new();
    private (Random Random, double Probability, Fault[] Choice)? lottery;

    /// <summary>Every connection breaks, those of the hosted page too; nothing is done.</summary>
    public bool IsDown { get; set; }

    /// <summary>Of real time, as callers' patience is.</summary>
    public TimeSpan Slowness { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often each has happened.</summary>
    public IReadOnlyDictionary<Fault, int> Done => done;

    /// <summary>Happens to the next requests of this route, after what was scripted for it before.</summary>
    public void Next(Route route, Fault fault, int times = 1)
    {
        var queue = script.GetOrAdd(route, _ => new ConcurrentQueue<Fault>());
        for (var i = 0; i < times; i++)
        {
            queue.Enqueue(fault);
        }
    }

    /// <summary>Happens to any request of the API for which nothing is scripted, until <see cref="Stop"/>.</summary>
    /// <param name="probability">From 0 to 1.</param>
    public void Randomly(int seed, double probability, params Fault[] choice)
    {
        lock (gate)
        {
            lottery = (new Random(seed), probability, choice);
        }
    }

    public void Stop()
    {
        lock (gate)
        {
            lottery = null;
        }

        script.Clear();
        IsDown = false;
    }

    internal Fault? Take(Route route)
    {
        Fault? fault = IsDown ? Fault.ResetBefore : script.TryGetValue(route, out var queue) && queue.TryDequeue(out var next) ? next : Draw();
        if (fault is { } happening)
        {
            done.AddOrUpdate(happening, 1, (_, before) => before + 1);
        }

        return fault;
    }

    private Fault? Draw()
    {
        lock (gate)
        {
            return lottery is { } draw && draw.Random.NextDouble() < draw.Probability ? draw.Choice[draw.Random.Next(draw.Choice.Length)] : null;
        }
    }
}
