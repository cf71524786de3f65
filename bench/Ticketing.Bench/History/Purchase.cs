using Ticketing.Features.Orders;

namespace Ticketing.Bench.History;

internal enum PurchaseOutcome
{
    Completed,

    Refunded,

    /// <summary>One ticket.</summary>
    PartlyRefunded,
    NeverPaid,
    PaidTooLate,
}

/// <param name="Number">Counts backwards from the end of the history.</param>
internal sealed record Purchase(
    int Number,
    BenchEvent Show,
    OrderChannel Channel,
    PurchaseOutcome Outcome,
    DateTimeOffset HeldAt,
    RandomSource Random
)
{
    public bool IsSold => Outcome is PurchaseOutcome.Completed or PurchaseOutcome.Refunded or PurchaseOutcome.PartlyRefunded;

    public static Purchase Draw(int number, BenchSchedule season, DateTimeOffset at, RandomSource dice)
    {
        var channel = dice.Generator.Next(100) switch
        {
            < 5 => OrderChannel.Comp,
            < 22 => OrderChannel.BoxOffice,
            _ => OrderChannel.Online,
        };
        var fate = (dice.Generator.Next(1000), channel) switch
        {
            (< 20, _) => PurchaseOutcome.Refunded,
            (< 30, not OrderChannel.Comp) => PurchaseOutcome.PartlyRefunded,
            (< 32, OrderChannel.Online) => PurchaseOutcome.PaidTooLate,
            (< 130, OrderChannel.Online) => PurchaseOutcome.NeverPaid,
            _ => PurchaseOutcome.Completed,
        };
        return new Purchase(number, season.Draw(at, dice), channel, fate, at, dice);
    }
}
