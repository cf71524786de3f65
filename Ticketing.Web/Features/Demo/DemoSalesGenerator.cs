using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;

namespace Ticketing.Features.Demo;

/// <summary>Generates exactly the sales that the programme states; deterministic per event.</summary>
internal sealed class DemoSalesGenerator
{
    private const double SecondLineShare = 0.15;
    private const double BoxOfficeShare = 0.09;
    private const double CompShare = 0.03;
    private const double AbandonedHoldShare = 0.45;

    // Long enough for the slowest buyer to pay.
    private static readonly TimeSpan SlowestCheckout = TimeSpan.FromMinutes(5);
    private static readonly int[] PartySizes = [1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6];

    private readonly ScheduledEvent scheduled;
    private readonly DateTimeOffset now;
    private readonly Random random;
    private readonly Dictionary<TicketType, int> toSell;

    private DemoSalesGenerator(ScheduledEvent scheduled, DateTimeOffset now)
    {
        (this.scheduled, this.now) = (scheduled, now);
        random = new Random(scheduled.Event.Slug.Aggregate(17, (seed, letter) => unchecked((seed * 31) + letter)));
        toSell = scheduled.Event.TicketTypes.Zip(scheduled.Plan.Types).ToDictionary(both => both.First, both => both.Second.Sold);
    }

    public static IEnumerable<DemoSale> GenerateSales(ScheduledEvent scheduled, DateTimeOffset now) =>
        new DemoSalesGenerator(scheduled, now).GenerateAll();

    /// <summary>Visitors who left without buying.</summary>
    public static IEnumerable<AbandonedHold> GenerateAbandonedHolds(ScheduledEvent scheduled, IReadOnlyList<DemoSale> sales)
    {
        var random = new Random(sales.Count);
        return from sale in sales
            where random.NextDouble() < AbandonedHoldShare
            let line = new DemoSaleLine(sale.Lines[0].Type, 1 + random.Next(3))
            select new AbandonedHold(scheduled.Event, line, sale.HeldAt.AddSeconds(-random.Next(30, 600)), random.NextDouble() < 0.4);
    }

    private IEnumerable<DemoSale> GenerateAll()
    {
        while (toSell.Values.Sum() is > 0 and var left)
        {
            yield return Sell(PickType(random.Next(left)));
        }
    }

    // In proportion to what is left to sell, so that types sell out together.
    private TicketType PickType(int ticket)
    {
        foreach (var type in scheduled.Event.TicketTypes)
        {
            ticket -= toSell[type];
            if (ticket < 0)
            {
                return type;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(ticket));
    }

    private DemoSale Sell(TicketType type)
    {
        var end = GetSalesEnd(type);
        var heldAt = PurchaseTimes.Pick(random, scheduled.Event.CreatedAt, end < now ? end : now - SlowestCheckout, hasEnded: end < now);
        List<DemoSaleLine> lines = [TakeLine(type)];
        if (random.NextDouble() < SecondLineShare && FindSecondType(type, heldAt) is { } other)
        {
            lines.Add(TakeLine(other));
        }

        lines.Sort((one, next) => one.Type.Position.CompareTo(next.Type.Position));
        var orderedAt = heldAt.AddSeconds(random.Next(40, 150));
        var channel = random.NextDouble() switch
        {
            < CompShare => OrderChannel.Comp,
            < CompShare + BoxOfficeShare => OrderChannel.BoxOffice,
            _ => OrderChannel.Online,
        };
        return new DemoSale
        {
            Event = scheduled.Event,
            Channel = channel,
            Buyer = channel == OrderChannel.BoxOffice ? new Buyer(Buyer.WalkUp, "", "") : DemoBuyers.Pick(random),
            Lines = lines,
            HeldAt = heldAt,
            OrderedAt = orderedAt,
            PaidAt = orderedAt.AddSeconds(random.Next(30, 110)),
            Arrivals = GenerateArrivals(lines.Sum(line => line.Quantity)),
        };
    }

    // Ends shortly before doors open, so that every buyer can be admitted.
    private DateTimeOffset GetSalesEnd(TicketType type)
    {
        var beforeDoors = scheduled.Event.DoorsAt!.Value - SlowestCheckout;
        return type.SalesEndAt is { } end && end < beforeDoors ? end : beforeDoors;
    }

    private TicketType? FindSecondType(TicketType type, DateTimeOffset at) =>
        scheduled.Event.TicketTypes.FirstOrDefault(other => other != type && toSell[other] > 0 && at <= GetSalesEnd(other));

    private DemoSaleLine TakeLine(TicketType type)
    {
        var party = type.MinPerOrder > 1 ? type.MinPerOrder : PartySizes[random.Next(PartySizes.Length)];
        var quantity = Math.Min(toSell[type], Math.Min(party, type.MaxPerOrder));
        toSell[type] -= quantity;
        return new DemoSaleLine(type, quantity);
    }

    private DateTimeOffset?[] GenerateArrivals(int tickets)
    {
        const double TicketNoShowShare = 0.02;
        var atDoor = scheduled.Event.DoorsAt!.Value.AddMinutes((random.NextDouble() + random.NextDouble()) * 35);
        var come = scheduled.Event.StartsAt < now && random.NextDouble() >= scheduled.Plan.NoShowShare;
        var arrivals = new DateTimeOffset?[tickets];
        for (var i = 0; i < tickets; i++)
        {
            arrivals[i] = come && random.NextDouble() >= TicketNoShowShare ? TruncateToSecond(atDoor).AddSeconds(4 * i) : null;
        }

        return arrivals;
    }

    private static DateTimeOffset TruncateToSecond(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));
}
