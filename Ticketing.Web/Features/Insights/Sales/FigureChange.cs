using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Insights.Sales;

/// <summary>A difference from the former period, readable without colours.</summary>
/// <param name="Amount">Without a sign; empty if there is nothing to relate it to.</param>
/// <param name="Before">The former figure.</param>
/// <param name="IsGood">Null if the figures are the same.</param>
public sealed record FigureChange(int Direction, string Amount, string Before, bool? IsGood)
{
    public string Arrow =>
        Direction switch
        {
            > 0 => "▲",
            < 0 => "▼",
            _ => "=",
        };

    /// <summary>For screen readers, instead of arrow and colour.</summary>
    public string Words =>
        Direction switch
        {
            > 0 => Amount.Length > 0 ? T["Up {0},", Amount] : T["Up,"],
            < 0 => Amount.Length > 0 ? T["Down {0},", Amount] : T["Down,"],
            _ => T["Same,"],
        };

    /// <param name="before">Its share is shown if it is more than zero.</param>
    /// <param name="isCost">More of it is worse.</param>
    public static FigureChange From(long now, long before, Func<long, string> format, bool isCost = false)
    {
        var direction = Math.Sign(now - before);
        return new(
            direction,
            direction == 0 || before <= 0
                ? ""
                : Formats.Percent(Math.Round(Math.Abs(now - before) * 100m / before, MidpointRounding.AwayFromZero)),
            format(before),
            direction == 0 ? null : direction > 0 != isCost
        );
    }
}
