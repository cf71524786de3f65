namespace Ticketing.Bench.Rush.Buying;

/// <param name="CpuTime">Of the servers.</param>
/// <param name="Problems">One for each buyer who should have got tickets.</param>
internal sealed record OrderRun(int Bought, TimeSpan Duration, TimeSpan CpuTime, StepTimes Times, IReadOnlyList<string> Problems)
{
    public double PerSecond => Bought / Duration.TotalSeconds;

    public double MillisecondsPerOrder => Duration.TotalMilliseconds / Math.Max(Bought, 1);

    public double CpuMillisecondsPerOrder => CpuTime.TotalMilliseconds / Math.Max(Bought, 1);

    /// <summary>Writes how buyers failed.</summary>
    public void Report(string scenario)
    {
        foreach (var group in Problems.GroupBy(problem => problem).OrderByDescending(group => group.Count()))
        {
            Note.Write($"{scenario}: {group.Count()} failed with {group.Key}");
        }
    }
}
