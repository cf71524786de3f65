using Ticketing.Orders;

namespace Ticketing.Bench.History;

internal enum Fate
{
    Kept,

    GivenBack,

    /// <summary>One ticket.</summary>
    PartlyGivenBack,
    NeverPaid,
    PaidTooLate,
}

/// <param name="Number">Counts backwards from the end of the history.</param>
internal sealed record Purchase(int Number, Show Show, OrderChannel Channel, Fate Fate, DateTimeOffset HeldAt, Dice Dice)
{
    public bool IsSold => Fate is Fate.Kept or Fate.GivenBack or Fate.PartlyGivenBack;

    public static Purchase Draw(int number, Season season, DateTimeOffset at, Dice dice)
    {
        var channel = dice.Random.Next(100) switch { < 5 => OrderChannel.Comp, < 22 => OrderChannel.BoxOffice, _ => OrderChannel.Online };
        var fate = (dice.Random.Next(1000), channel) switch
        {
            ( < 20, _) => Fate.GivenBack,
            ( < 30, not OrderChannel.Comp) => Fate.PartlyGivenBack,
            ( < 32, OrderChannel.Online) => Fate.PaidTooLate,
            ( < 130, OrderChannel.Online) => Fate.NeverPaid,
            _ => Fate.Kept,
        };
        return new Purchase(number, season.Draw(at, dice), channel, fate, at, dice);
    }
}
