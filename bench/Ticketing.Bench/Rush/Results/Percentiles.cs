namespace Ticketing.Bench.Rush.Results;

/// <summary>Of durations in milliseconds. Safe to add to from several threads.</summary>
internal sealed class Percentiles
{
    private readonly Lock gate = new();
    private readonly List<double> durations = [];
    private bool isSorted = true;

    public int Count => durations.Count;

    public void Add(double milliseconds)
    {
        lock (gate)
        {
            durations.Add(milliseconds);
            isSorted = false;
        }
    }

    /// <param name="share">0.99 for the 99th percentile.</param>
    /// <returns>0 if there are none.</returns>
    public double Get(double share)
    {
        lock (gate)
        {
            if (!isSorted)
            {
                durations.Sort();
                isSorted = true;
            }

            return durations.Count == 0 ? 0 : durations[Math.Min(durations.Count - 1, (int)(durations.Count * share))];
        }
    }
}
