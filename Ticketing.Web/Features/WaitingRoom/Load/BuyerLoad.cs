namespace Ticketing.Features.WaitingRoom.Load;

/// <param name="Slow">Of the finished ones.</param>
public readonly record struct LoadSample(int InFlight, int Finished, int Slow);

/// <summary>How busy this process is with buyers' writes. Measuring costs nothing but two counters.</summary>
public sealed class BuyerLoad(TimeProvider clock)
{
    /// <summary>From so many on a waiting room opens by itself: they take about a second of a small machine.</summary>
    public const int MaxInFlight = 128;

    private static readonly TimeSpan SlowFrom = TimeSpan.FromSeconds(1);
    private int inFlight;
    private int finished;
    private int slow;

    public bool IsOverloaded => InFlight >= MaxInFlight;

    internal int InFlight => Volatile.Read(ref inFlight);

    /// <summary>Dispose of it when the write is done.</summary>
    public IDisposable Measure()
    {
        Interlocked.Increment(ref inFlight);
        return new Measurement(this, clock.GetTimestamp());
    }

    internal LoadSample TakeSample() => new(InFlight, Interlocked.Exchange(ref finished, 0), Interlocked.Exchange(ref slow, 0));

    private void End(long start)
    {
        Interlocked.Decrement(ref inFlight);
        Interlocked.Increment(ref finished);
        if (clock.GetElapsedTime(start) >= SlowFrom)
        {
            Interlocked.Increment(ref slow);
        }
    }

    private sealed class Measurement(BuyerLoad load, long start) : IDisposable
    {
        public void Dispose() => load.End(start);
    }
}
