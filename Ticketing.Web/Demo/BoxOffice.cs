using Ticketing.Events;
using Ticketing.Orders;

namespace Ticketing.Demo;

/// <summary>Generates exactly the sales that the programme states; deterministic per event.</summary>
internal sealed class BoxOffice
{
    private const double SecondLineShare = 0.15;
    private const double BoxOfficeShare = 0.09;
    private const double CompShare = 0.03;
    private const double PassingShare = 0.45;

    // Long enough for the slowest buyer to pay.
    private static readonly TimeSpan SlowestCheckout = TimeSpan.FromMinutes(5);
    private static readonly int[] PartySizes = [1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6];

    private readonly StagedShow staged;
    private readonly DateTimeOffset now;
    private readonly Random random;
    private readonly Dictionary<TicketType, int> toSell;

    private BoxOffice(StagedShow staged, DateTimeOffset now)
    {
        (this.staged, this.now) = (staged, now);
        random = new Random(staged.Event.Slug.Aggregate(17, (seed, letter) => unchecked((seed * 31) + letter)));
        toSell = staged.Event.TicketTypes.Zip(staged.Show.Types).ToDictionary(both => both.First, both => both.Second.Sold);
    }

    public static IEnumerable<Sale> SalesOf(StagedShow staged, DateTimeOffset now) => new BoxOffice(staged, now).SellAll();

    /// <summary>Visitors who left without buying.</summary>
    public static IEnumerable<Passing> PassersBy(StagedShow staged, IReadOnlyList<Sale> sales)
    {
        var random = new Random(sales.Count);
        return from sale in sales
            where random.NextDouble() < PassingShare
            let line = new SaleLine(sale.Lines[0].Type, 1 + random.Next(3))
            select new Passing(staged.Event, line, sale.HeldAt.AddSeconds(-random.Next(30, 600)), random.NextDouble() < 0.4);
    }

    private IEnumerable<Sale> SellAll()
    {
        while (toSell.Values.Sum() is > 0 and var left)
        {
            yield return Sell(TypeOf(random.Next(left)));
        }
    }

    // In proportion to what is left to sell, so that types sell out together.
    private TicketType TypeOf(int ticket)
    {
        foreach (var type in staged.Event.TicketTypes)
        {
            ticket -= toSell[type];
            if (ticket < 0)
            {
                return type;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(ticket));
    }

    private Sale Sell(TicketType type)
    {
        var end = EndOfSale(type);
        var heldAt = Pace.Draw(random, staged.Event.CreatedAt, end < now ? end : now - SlowestCheckout, hasEnded: end < now);
        List<SaleLine> lines = [Take(type)];
        if (random.NextDouble() < SecondLineShare && Companion(type, heldAt) is { } other)
        {
            lines.Add(Take(other));
        }

        lines.Sort((one, next) => one.Type.Position.CompareTo(next.Type.Position));
        var orderedAt = heldAt.AddSeconds(random.Next(40, 150));
        var channel = random.NextDouble() switch { < CompShare => OrderChannel.Comp, < CompShare + BoxOfficeShare => OrderChannel.BoxOffice, _ => OrderChannel.Online };
        return new Sale(
            staged.Event, channel, channel == OrderChannel.BoxOffice ? new Buyer(Buyer.WalkUp, "", "") : Crowd.Draw(random), lines, heldAt, orderedAt, orderedAt.AddSeconds(random.Next(30, 110)),
            ArrivalsOf(lines.Sum(line => line.Quantity)));
    }

    // A little before doors, so that every buyer can be admitted.
    private DateTimeOffset EndOfSale(TicketType type)
    {
        var beforeDoors = staged.Event.DoorsAt!.Value - SlowestCheckout;
        return type.SalesEndAt is { } end && end < beforeDoors ? end : beforeDoors;
    }

    private TicketType? Companion(TicketType type, DateTimeOffset at) => staged.Event.TicketTypes
        .FirstOrDefault(other => other != type && toSell[other] > 0 && at <= EndOfSale(other));

    private SaleLine Take(TicketType type)
    {
        var party = type.MinPerOrder > 1 ? type.MinPerOrder : PartySizes[random.Next(PartySizes.Length)];
        var quantity = Math.Min(toSell[type], Math.Min(party, type.MaxPerOrder));
        toSell[type] -= quantity;
        return new SaleLine(type, quantity);
    }

    private DateTimeOffset?[] ArrivalsOf(int tickets)
    {
        const double TicketNoShowShare = 0.02;
        var atDoor = staged.Event.DoorsAt!.Value.AddMinutes((random.NextDouble() + random.NextDouble()) * 35);
        var come = staged.Event.StartsAt < now && random.NextDouble() >= staged.Show.NoShowShare;
        var arrivals = new DateTimeOffset?[tickets];
        for (var i = 0; i < tickets; i++)
        {
            arrivals[i] = come && random.NextDouble() >= TicketNoShowShare ? Seconds(atDoor).AddSeconds(4 * i) : null;
        }

        return arrivals;
    }

    private static DateTimeOffset Seconds(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));
}
