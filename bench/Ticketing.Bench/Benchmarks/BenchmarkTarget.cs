using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Bench.History;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Insights.Sales;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Bench.Benchmarks;

/// <param name="PastEvent">Yesterday's show.</param>
/// <param name="UpcomingEvent">Tomorrow's show.</param>
/// <param name="MonthlySales">Sales of the last 30 days.</param>
internal sealed record BenchmarkTarget(BenchVenue Venue, int Orders, Event PastEvent, Event UpcomingEvent, SalesReport MonthlySales)
    : IAsyncDisposable
{
    public static async Task<BenchmarkTarget> OpenAsync(BenchDatabase place, int orders, CancellationToken ct)
    {
        var venue = new BenchVenue(place);
        await using var scope = venue.CreateScope();

        // As a running server does; PostgreSQL does it by itself.
        await scope.ServiceProvider.GetRequiredService<DatabaseStatisticsJob>().RunOnceAsync(ct);
        var report = await scope
            .ServiceProvider.GetRequiredService<SalesReportQueries>()
            .GetReportAsync(new SalesFilter(Period.LastDays(30, OrderHistory.LastDay)), ct);
        return new BenchmarkTarget(
            venue,
            orders,
            await ShowAsync(scope, OrderHistory.LastDay.AddDays(-1), ct),
            await ShowAsync(scope, OrderHistory.LastDay.AddDays(1), ct),
            report
        );
    }

    public ValueTask DisposeAsync() => Venue.DisposeAsync();

    private static async Task<Event> ShowAsync(AsyncServiceScope scope, DateOnly day, CancellationToken ct)
    {
        var slug = FormattableString.Invariant($"show-{day:yyyyMMdd}-1");
        var id = await scope
            .ServiceProvider.GetRequiredService<TicketingDbContext>()
            .Set<Event>()
            .Where(e => e.Slug == slug)
            .Select(e => e.Id)
            .SingleAsync(ct);
        return (await scope.ServiceProvider.GetRequiredService<EventQueries>().FindAsync(id, ct))!;
    }
}
