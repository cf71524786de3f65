using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Insights.Events.Pace;

/// <summary>
/// Similar past events are active ones of the last three years that started before this one, are over and sold tickets. The cost depends on
/// their size, not on the venue's history.
/// </summary>
public sealed class PaceQueries(TicketingDbContext db, VenueClock clock)
{
    private const int MaxYearsBack = 3;

    /// <summary>More than any venue stages in three years.</summary>
    private const int MaxPastEvents = 2000;

    /// <param name="show">With its ticket types.</param>
    public async Task<EventPace> GetForEventAsync(Event show, CancellationToken ct)
    {
        var now = clock.Now;
        var profile = CreateProfile(show);
        var chosen = profile.Capacity > 0 ? SimilarEvents.Choose(profile, await GetPastEventsAsync(profile, now, ct)) : [];
        var curves = await GetCurvesAsync([profile, .. chosen], ct);
        List<PastEventPace> similar =
        [
            .. chosen
                .Where(other => curves[other.Id].Final > 0)
                .Select(other => new PastEventPace(other.Id, other.Title, clock.GetDate(other.StartsAt), other.Capacity, curves[other.Id])),
        ];
        var daysToGo = clock.GetDate(show.StartsAt).DayNumber - clock.Today.DayNumber;
        return new EventPace(
            profile.Capacity,
            daysToGo,
            curves[show.Id],
            similar,
            GetOutlook(show, profile.Capacity, curves[show.Id], daysToGo, similar, now)
        );
    }

    /// <param name="show">With its ticket types.</param>
    public async Task<PaceCurve> GetCurveAsync(Event show, CancellationToken ct) =>
        (await GetCurvesAsync([CreateProfile(show)], ct))[show.Id];

    private static EventProfile CreateProfile(Event show) =>
        new(
            show.Id,
            show.Title,
            show.Kind,
            show.StartsAt,
            show.GetSellableCapacity(),
            GetMeanPrice(show.TicketTypes.Sum(type => type.Price * type.Capacity), show.TicketTypes.Sum(type => (long)type.Capacity))
        );

    private static SalesOutlook GetOutlook(
        Event show,
        int places,
        PaceCurve curve,
        int daysToGo,
        List<PastEventPace> similar,
        DateTimeOffset now
    )
    {
        // Today is incomplete, so it compares sales up to the end of yesterday.
        var lookedFrom = daysToGo + 1;
        return show switch
        {
            { Status: not EventStatus.Active } => new SalesOutlook.NotOnSale(show.Status),
            _ when places == 0 => new SalesOutlook.NothingToSell(),
            _ when show.StartsAt <= now => new SalesOutlook.Started(),
            _ when curve.Final >= places => new SalesOutlook.SoldOut(),
            _ when show.GetSaleOpensAt() is { } opens && opens > now => new SalesOutlook.SaleNotOpen(opens),
            _ when similar.Count < SimilarEvents.MinEvents => new SalesOutlook.TooFewEvents(similar.Count),
            _ => new SalesOutlook.Expected(
                lookedFrom,
                PaceForecast.Create(places, curve.At(lookedFrom), lookedFrom, curve.Final, similar),
                ForecastError.LeaveOneOut(similar, lookedFrom)
            ),
        };
    }

    private async Task<IEnumerable<EventProfile>> GetPastEventsAsync(EventProfile show, DateTimeOffset now, CancellationToken ct)
    {
        var (until, from) = (show.StartsAt < now ? show.StartsAt : now, now.AddYears(-MaxYearsBack));
        var past = await db.Set<Event>()
            .AsNoTracking()
            .Where(e => e.Status == EventStatus.Active && e.StartsAt >= from && e.StartsAt < until && e.Sold > 0)
            .OrderByDescending(e => e.StartsAt)
            .Take(MaxPastEvents)
            .Select(e => new
            {
                e.Id,
                e.Title,
                e.Kind,
                e.StartsAt,
                e.EndsAt,
                e.Capacity,
                Places = e.TicketTypes.Sum(t => t.IsWithdrawn ? t.Held + t.Sold : t.Capacity),
                Worth = e.TicketTypes.Sum(t => t.Price * t.Capacity),
                Offered = e.TicketTypes.Sum(t => (long)t.Capacity),
            })
            .ToListAsync(ct);
        return past.Where(e => (e.EndsAt ?? e.StartsAt + Event.AssumedLength) <= now)
            .Select(e => new EventProfile(
                e.Id,
                e.Title,
                e.Kind,
                e.StartsAt,
                Math.Min(e.Places, e.Capacity ?? int.MaxValue),
                GetMeanPrice(e.Worth, e.Offered)
            ));
    }

    private async Task<Dictionary<Guid, PaceCurve>> GetCurvesAsync(IReadOnlyCollection<EventProfile> shows, CancellationToken ct)
    {
        var ids = shows.Select(show => show.Id).ToList();
        var sold = await db.Sold()
            .Where(o => ids.Contains(o.EventId))
            .Select(o => new
            {
                o.EventId,
                At = o.PaidAt!.Value,
                Tickets = o.Lines.Sum(line => line.Quantity),
            })
            .ToListAsync(ct);
        var refunded = await db.Sold()
            .Where(o => ids.Contains(o.EventId))
            .Join(
                db.RefundsOfSales(),
                o => o.Id,
                r => r.OrderId,
                (o, r) =>
                    new
                    {
                        o.EventId,
                        At = r.RequestedAt,
                        Tickets = -r.Lines.Count,
                    }
            )
            .ToListAsync(ct);
        var changes = sold.Concat(refunded).ToLookup(change => change.EventId);
        return shows.ToDictionary(
            show => show.Id,
            show =>
            {
                var day = clock.GetDate(show.StartsAt).DayNumber;
                return PaceCurve.From(
                    changes[show.Id].Select(change => new PaceChange(day - clock.GetDate(change.At).DayNumber, change.Tickets))
                );
            }
        );
    }

    private static decimal GetMeanPrice(long worth, long offered) => offered == 0 ? 0 : worth / (decimal)offered;
}
