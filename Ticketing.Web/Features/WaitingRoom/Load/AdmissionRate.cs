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
    private double perSecond = Initial;
    private bool hasFoundLimit;
    private int settling;

    public double PerSecond => options.CurrentValue.AdmitPerMinute is { } set ? set / 60.0 : Volatile.Read(ref perSecond);

    /// <summary>Once a second.</summary>
    /// <param name="entered">Buyers who came in since the last time: without them the load says nothing.</param>
    internal void Adapt(int entered)
    {
        var sample = load.TakeSample();
        if (sample.InFlight >= CongestedFrom || sample.Slow * 100 > sample.Finished * MaxSlowPercent)
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
