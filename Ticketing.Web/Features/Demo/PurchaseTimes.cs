namespace Ticketing.Features.Demo;

/// <summary>A rush at the announcement, a trickle, a final rush; mostly at lunch and in the evening.</summary>
internal static class PurchaseTimes
{
    private const int MaxTries = 12;

    // Buyers per hour, out of a hundred.
    private static readonly int[] BuyersByHour = [1, 0, 0, 0, 0, 0, 1, 2, 4, 5, 6, 6, 9, 8, 5, 4, 4, 5, 7, 9, 10, 8, 4, 2];

    /// <param name="hasEnded">True if the sale is over, so that it includes the final rush.</param>
    /// <returns>A time between the two, in whole seconds.</returns>
    public static DateTimeOffset Pick(Random random, DateTimeOffset from, DateTimeOffset until, bool hasEnded)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var day = DemoVenueTime.GetDate(from + ((until - from) * PickProgress(random, hasEnded)));
            var time = new TimeOnly(PickHour(random), random.Next(60), random.Next(60));
            var instant = DemoVenueTime.ToInstant(day, time);
            if (instant >= from && instant <= until)
            {
                return instant;
            }
        }

        var seconds = (long)((until - from).TotalSeconds * random.NextDouble());
        return from.AddSeconds(seconds);
    }

    /// <returns>From 0 at the announcement to 1 at the end of the sale.</returns>
    private static double PickProgress(Random random, bool hasEnded)
    {
        var (launch, rush) = hasEnded ? (0.2, 0.4) : (0.3, 0.1);
        var part = random.NextDouble();
        var soon = Math.Min(1, -Math.Log(1 - random.NextDouble()) * 0.08);
        return part < launch ? soon
            : part < launch + rush ? 1 - soon
            : random.NextDouble();
    }

    private static int PickHour(Random random)
    {
        var buyer = random.Next(BuyersByHour.Sum());
        var hour = 0;
        while (buyer >= BuyersByHour[hour])
        {
            buyer -= BuyersByHour[hour++];
        }

        return hour;
    }
}
