using Ticketing.Bench.Rush.Buying;
using Ticketing.Bench.Rush.Results;

namespace Ticketing.Bench.Rush.Waiting;

/// <param name="Bought">While it was measured.</param>
/// <param name="BoughtInAll">Also before and after.</param>
/// <param name="BuyingAtOnce">On average.</param>
/// <param name="Looks">At places, while it was measured.</param>
internal sealed record LineRun(
    int Bought,
    int BoughtInAll,
    TimeSpan Duration,
    double BuyingAtOnce,
    int Looks,
    StepTimes Times,
    Percentiles Storefront,
    IReadOnlyList<string> Problems
)
{
    public double PerSecond => Bought / Duration.TotalSeconds;

    public double SlowestOrderStep =>
        Enum.GetValues<PurchaseStep>()
            .Where(step => step is not (PurchaseStep.Queue or PurchaseStep.Page))
            .Max(step => Times[step].Get(0.99));
}
