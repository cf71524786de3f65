using Ticketing.Bench.Rush.Results;

namespace Ticketing.Bench.Rush.Buying;

/// <summary>How long the requests took, by step.</summary>
internal sealed class StepTimes
{
    private readonly Percentiles[] steps = [.. Enum.GetValues<PurchaseStep>().Select(_ => new Percentiles())];

    public Percentiles this[PurchaseStep step] => steps[(int)step];

    public double SlowestP99 => steps.Max(step => step.Get(0.99));

    public void Add(PurchaseStep step, double milliseconds) => steps[(int)step].Add(milliseconds);

    /// <param name="prefix">Of the scenarios.</param>
    public IEnumerable<Figure> GetFigures(string prefix) =>
        from step in Enum.GetValues<PurchaseStep>()
        let times = this[step]
        where times.Count > 0
        select Figure.Information($"{prefix}: {step.ToString().ToLowerInvariant()}, p50", times.Get(0.5), " ms") with
        {
            Limit = FormattableString.Invariant($"p99 {times.Get(0.99):N0} ms"),
        };
}
