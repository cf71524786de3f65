using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.WaitingRoom.Load;

/// <summary>
/// How many buyers may come in per second: as set, or as many as the machine serves. Then it grows as long as writes are quick, and
/// shrinks as soon as they queue, as TCP does.
/// </summary>
public sealed class AdmissionRate(BuyerLoad load, IOptionsMonitor<WaitingRoomOptions> options)
{
    private const double Initial = 10;
    private const double Min = 1;
    private const double Max = 500;
    private const double QuickGrowth = 1.25;
    private const double Growth = 1;
    private const double Shrinkage = 0.7;

    /// <summary>Seconds until a smaller rate shows.</summary>
    private const int Settling = 3;

    /// <summary>Buyers come a while after their turn: the rate grows no faster than they do.</summary>
    private const int MinEnteredPercent = 25;

    /// <summary>More requests at once make nothing quicker, only each slower.</summary>
    private const int CongestedFrom = 48;

    private const int MaxSlowPercent = 5;

    /// <summary>Fewer say nothing.</summary>
    private const int MinSlow = 3;

    /// <summary>Seconds without a line after which what was measured is out of date.</summary>
    private const int Outdated = 60;
    private double perSecond = Initial;
    private bool hasFoundLimit;
    private int settling;
    private int resting;

    public double PerSecond => options.CurrentValue.AdmitPerMinute is { } set ? set / 60.0 : Volatile.Read(ref perSecond);

    /// <summary>Writes wait for each other in this process: nobody is let in until fewer do.</summary>
    public bool IsCongested => load.InFlight >= CongestedFrom;

    /// <summary>Once a second while a line waits.</summary>
    /// <param name="entered">Buyers who came in since the last time: without them the load says nothing.</param>
    internal void Adapt(int entered)
    {
        resting = 0;
        var sample = load.TakeSample();
        if (sample.InFlight >= CongestedFrom || (sample.Slow >= MinSlow && sample.Slow * 100 > sample.Finished * MaxSlowPercent))
        {
            Shrink();
            return;
        }

        settling = Math.Max(0, settling - 1);
        if (entered * 100 >= perSecond * MinEnteredPercent)
        {
            Volatile.Write(ref perSecond, Math.Min(Max, hasFoundLimit ? perSecond + Growth : perSecond * QuickGrowth));
        }
    }

    /// <summary>Once a second while nobody waits: such a load does not come from the line.</summary>
    internal void Rest()
    {
        load.TakeSample();
        if (++resting == Outdated)
        {
            Volatile.Write(ref perSecond, Initial);
            (hasFoundLimit, settling) = (false, 0);
        }
    }

    private void Shrink()
    {
        hasFoundLimit = true;
        if (settling > 0)
        {
            settling--;
            return;
        }

        settling = Settling;
        Volatile.Write(ref perSecond, Math.Max(Min, perSecond * Shrinkage));
    }
}
