using Ticketing.Features.WaitingRoom.Places;

namespace Ticketing.Features.WaitingRoom;

/// <summary>The last minutes of one line as this process saw them, and counts that it has not yet added to the database.</summary>
public sealed class LineHistory
{
    private static readonly TimeSpan MeasuredFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MinMeasured = TimeSpan.FromSeconds(5);

    /// <summary>About how long a buyer takes to see that the turn has come.</summary>
    private static readonly TimeSpan ComingTime = TimeSpan.FromSeconds(10);

    private readonly Lock guard = new();
    private readonly List<(DateTimeOffset At, LineCounts Counts)> changes = [];
    private int entered;
    private int gaveUp;
    private DateTimeOffset? lastBusyAt;

    public void CountEntered() => Interlocked.Increment(ref entered);

    public void CountGivenUp() => Interlocked.Increment(ref gaveUp);

    internal (int Entered, int GaveUp) TakeCounts() => (Interlocked.Exchange(ref entered, 0), Interlocked.Exchange(ref gaveUp, 0));

    internal void Add(DateTimeOffset now, LineCounts counts)
    {
        lock (guard)
        {
            lastBusyAt ??= now;
            if (changes.Count > 0 && counts.Served < changes[^1].Counts.Served)
            {
                // It waits for an on-sale again: earlier turns count no longer.
                changes.Clear();
            }

            if (changes.Count == 0 || changes[^1].Counts.Served != counts.Served)
            {
                changes.Add((now, counts));
            }

            // One from before is kept: it says how it was then.
            while (changes.Count > 1 && changes[1].At <= now - Room.TurnLifetime)
            {
                changes.RemoveAt(0);
            }
        }
    }

    /// <summary>The load is high, or more wait than are let in at once.</summary>
    internal void MarkBusy(DateTimeOffset now)
    {
        lock (guard)
        {
            lastBusyAt = now;
        }
    }

    internal bool WasBusySince(DateTimeOffset time)
    {
        lock (guard)
        {
            return !(lastBusyAt < time);
        }
    }

    /// <summary>Turns that came just now.</summary>
    internal int CountRecentlyServed(DateTimeOffset now, LineCounts counts) =>
        FindAt(now - ComingTime) is { } before ? Math.Max(0, counts.Served - before.Served) : 0;

    /// <returns>Null if this process did not run yet.</returns>
    public LineCounts? FindAt(DateTimeOffset time)
    {
        lock (guard)
        {
            var index = changes.FindLastIndex(change => change.At <= time);
            return index < 0 ? null : changes[index].Counts;
        }
    }

    /// <summary>Turns per minute.</summary>
    /// <param name="possible">
    /// As many as may come in. The least that a line is expected to move which has begun lately, or was empty: fewer came than could.
    /// </param>
    /// <returns>Null if it is too early to say.</returns>
    public double? GetPerMinute(DateTimeOffset now, double possible)
    {
        lock (guard)
        {
            if (changes.Count == 0)
            {
                return null;
            }

            var from = changes.FindLastIndex(change => change.At <= now - MeasuredFor);
            var (at, counts) = changes[Math.Max(from, 0)];
            var time = from < 0 ? now - at : MeasuredFor;
            if (time < MinMeasured)
            {
                return null;
            }

            var measured = (changes[^1].Counts.Served - counts.Served) / time.TotalMinutes;
            var isSteady = from >= 0 && changes.Skip(from).All(change => change.Counts.Waiting > 0);
            return isSteady ? measured : Math.Max(measured, possible);
        }
    }
}
