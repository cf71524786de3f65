using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Ui;

/// <summary>A difference from an earlier figure, readable without colours.</summary>
/// <param name="Amount">Without a sign.</param>
/// <param name="Earlier">The earlier day, such as "yesterday".</param>
public sealed record Delta(int Direction, string Amount, string Earlier)
{
    public string Text =>
        Direction switch
        {
            > 0 => T["+{0} vs {1}", Amount, Earlier],
            < 0 => T["−{0} vs {1}", Amount, Earlier],
            _ => T["Same as {0}", Earlier],
        };

    public string Arrow =>
        Direction switch
        {
            > 0 => "▲",
            < 0 => "▼",
            _ => "=",
        };

    public string CssClass =>
        Direction switch
        {
            > 0 => "up",
            < 0 => "down",
            _ => "same",
        };

    public static Delta Count(int now, int before, string earlier) =>
        new(Math.Sign(now - before), Math.Abs(now - before).ToString("N0", Language.Current.Formats), earlier);

    public static Delta Money(long now, long before, string currency, string earlier) =>
        new(Math.Sign(now - before), new Money(Math.Abs(now - before), currency).ToString(), earlier);
}
