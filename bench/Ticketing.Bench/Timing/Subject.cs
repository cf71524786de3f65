using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Bench.History;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Hosting;
using Ticketing.Insights.Figures;
using Ticketing.Insights.Periods;

namespace Ticketing.Bench.Timing;

/// <param name="Over">Yesterday's show.</param>
/// <param name="Coming">Tomorrow's show.</param>
/// <param name="Month">Sales of the last 30 days.</param>
internal sealed record Subject(BenchVenue Venue, int Orders, Event Over, Event Coming, SalesReport Month) : IAsyncDisposable
{
    public static async Task<Subject> OpenAsync(Place place, int orders, CancellationToken ct)
    {
        var venue = new BenchVenue(place);
        await using var scope = venue.Enter();

        // As a running server does; PostgreSQL does it by itself.
        await scope.ServiceProvider.GetRequiredService<DatabaseUpkeep>().RunOnceAsync(ct);
        var report = await scope.ServiceProvider.GetRequiredService<SalesCount>().CountAsync(new FigureFilter(Period.LastDays(30, Past.Last)), ct);
        return new Subject(venue, orders, await ShowAsync(scope, Past.Last.AddDays(-1), ct), await ShowAsync(scope, Past.Last.AddDays(1), ct), report);
    }

    public ValueTask DisposeAsync() => Venue.DisposeAsync();

    private static async Task<Event> ShowAsync(AsyncServiceScope scope, DateOnly day, CancellationToken ct)
    {
        var slug = FormattableString.Invariant($"show-{day:yyyyMMdd}-1");
        var id = await scope.ServiceProvider.GetRequiredService<TicketingDbContext>().Set<Event>().Where(e => e.Slug == slug).Select(e => e.Id).SingleAsync(ct);
        return (await scope.ServiceProvider.GetRequiredService<EventDesk>().FindAsync(id, ct))!;
    }
}
