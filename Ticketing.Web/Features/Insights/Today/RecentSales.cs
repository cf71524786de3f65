using Ticketing.Features.Insights.Sales;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Today;

/// <summary>Refunds count on the day they were requested. Only orders in the venue's currency.</summary>
/// <param name="Days">Of <paramref name="Period"/>, oldest first; the last is today so far.</param>
/// <param name="YesterdayByNow">Until the same time of day.</param>
/// <param name="LastWeekByNow">The same weekday, until the same time of day.</param>
/// <param name="OtherCurrencyOrders">Orders of the period in other currencies, which no figure includes.</param>
public sealed record RecentSales(
    Period Period,
    IReadOnlyList<SalesTotals> Days,
    SalesTotals YesterdayByNow,
    SalesTotals LastWeekByNow,
    int OtherCurrencyOrders,
    string Currency
)
{
    public SalesTotals Today => Days[^1];
}

public sealed class RecentSalesQueries(SalesFactQueries facts, VenueClock clock)
{
    public const int Days = 14;
    private const int DaysPerWeek = 7;

    public async Task<RecentSales> GetAsync(CancellationToken ct)
    {
        var period = Period.LastDays(Days, clock.Today);
        var sums = new DaySums(period.First, clock);
        await foreach (var sale in facts.ReadSales(new SalesFilter(period)).WithCancellation(ct))
        {
            sums.Add(sale.At, sum => sum + sale);
        }

        await foreach (var refund in facts.ReadRefunds(new SalesFilter(period)).WithCancellation(ct))
        {
            sums.Add(refund.At, sum => sum + refund);
        }

        return new RecentSales(
            period,
            sums.Whole,
            sums.ByNow[^2],
            sums.ByNow[^(DaysPerWeek + 1)],
            await facts.CountOtherCurrencyOrdersAsync(new SalesFilter(period), ct),
            facts.Currency
        );
    }

    private sealed class DaySums(DateOnly first, VenueClock clock)
    {
        private readonly TimeOnly now = TimeOnly.FromDateTime(clock.ToLocal(clock.Now).DateTime);

        public SalesTotals[] Whole { get; } = [.. Enumerable.Repeat(SalesTotals.Zero, Days)];

        public SalesTotals[] ByNow { get; } = [.. Enumerable.Repeat(SalesTotals.Zero, Days)];

        public void Add(DateTimeOffset at, Func<SalesTotals, SalesTotals> add)
        {
            var local = clock.ToLocal(at).DateTime;
            var day = DateOnly.FromDateTime(local).DayNumber - first.DayNumber;
            Whole[day] = add(Whole[day]);
            if (TimeOnly.FromDateTime(local) <= now)
            {
                ByNow[day] = add(ByNow[day]);
            }
        }
    }
}
