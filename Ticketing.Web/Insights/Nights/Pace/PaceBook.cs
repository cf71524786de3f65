using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Settings;

namespace Ticketing.Insights.Nights.Pace;

/// <summary>
/// Similar past events are active ones of the last three years that started before this one, are over and sold tickets. The cost depends on
/// their size, not on the venue's history.
/// </summary>
public sealed class PaceBook(TicketingDbContext db, VenueClock clock)
{
    private const int YearsBack = 3;

    /// <summary>More than any venue stages in three years.</summary>
    private const int MostPastShows = 2000;

    /// <param name="show">With its ticket types.</param>
    public async Task<ShowPace> OfAsync(Event show, CancellationToken ct)
    {
        var now = clock.Now;
        var profile = new ShowProfile(show.Id, show.Title, show.Kind, show.StartsAt, show.Places(), PriceOf(
            show.TicketTypes.Sum(type => type.Price * type.Capacity), show.TicketTypes.Sum(type => (long)type.Capacity)));
        var chosen = profile.Places > 0 ? SimilarShows.Choose(profile, await PastShowsAsync(profile, now, ct)) : [];
        var curves = await CurvesAsync([profile, .. chosen], ct);
        List<PastPace> similar =
        [
            .. chosen.Where(other => curves[other.Id].Final > 0)
                .Select(other => new PastPace(other.Id, other.Title, clock.DateOf(other.StartsAt), other.Places, curves[other.Id])),
        ];
        var daysToGo = clock.DateOf(show.StartsAt).DayNumber - clock.Today.DayNumber;
        return new ShowPace(profile.Places, daysToGo, curves[show.Id], similar, OutlookOf(show, profile.Places, curves[show.Id], daysToGo, similar, now));
    }

    private static Outlook OutlookOf(Event show, int places, PaceCurve curve, int daysToGo, List<PastPace> similar, DateTimeOffset now)
    {
        // Today is incomplete, so it compares sales up to the end of yesterday.
        var lookedFrom = daysToGo + 1;
        return show switch
        {
            { Status: not EventStatus.Active } => new Outlook.NotOnSale(show.Status),
            _ when places == 0 => new Outlook.NothingToSell(),
            _ when show.StartsAt <= now => new Outlook.Begun(),
            _ when curve.Final >= places => new Outlook.SoldOut(),
            _ when show.SaleOpensAt() is { } opens && opens > now => new Outlook.SaleNotOpen(opens),
            _ when similar.Count < SimilarShows.Fewest => new Outlook.TooFewShows(similar.Count),
            _ => new Outlook.Expected(
                lookedFrom, PaceForecast.Of(places, curve.At(lookedFrom), lookedFrom, curve.Final, similar), BandError.LeavingOneOut(similar, lookedFrom)),
        };
    }

    private async Task<IEnumerable<ShowProfile>> PastShowsAsync(ShowProfile show, DateTimeOffset now, CancellationToken ct)
    {
        var (until, from) = (show.StartsAt < now ? show.StartsAt : now, now.AddYears(-YearsBack));
        var past = await db.Set<Event>().AsNoTracking()
            .Where(e => e.Status == EventStatus.Active && e.StartsAt >= from && e.StartsAt < until && e.Sold > 0)
            .OrderByDescending(e => e.StartsAt).Take(MostPastShows)
            .Select(e => new
            {
                e.Id, e.Title, e.Kind, e.StartsAt, e.EndsAt, e.Capacity,
                Places = e.TicketTypes.Sum(t => t.IsWithdrawn ? t.Held + t.Sold : t.Capacity),
                Worth = e.TicketTypes.Sum(t => t.Price * t.Capacity), Offered = e.TicketTypes.Sum(t => (long)t.Capacity),
            }).ToListAsync(ct);
        return past.Where(e => (e.EndsAt ?? e.StartsAt + Event.AssumedLength) <= now)
            .Select(e => new ShowProfile(e.Id, e.Title, e.Kind, e.StartsAt, Math.Min(e.Places, e.Capacity ?? int.MaxValue), PriceOf(e.Worth, e.Offered)));
    }

    private async Task<Dictionary<Guid, PaceCurve>> CurvesAsync(IReadOnlyCollection<ShowProfile> shows, CancellationToken ct)
    {
        var ids = shows.Select(show => show.Id).ToList();
        var sold = await db.Sold().Where(o => ids.Contains(o.EventId))
            .Select(o => new { o.EventId, At = o.PaidAt!.Value, Tickets = o.Lines.Sum(line => line.Quantity) }).ToListAsync(ct);
        var refunded = await db.Sold().Where(o => ids.Contains(o.EventId))
            .Join(db.RefundsOfSales(), o => o.Id, r => r.OrderId, (o, r) => new { o.EventId, At = r.RequestedAt, Tickets = -r.Lines.Count }).ToListAsync(ct);
        var changes = sold.Concat(refunded).ToLookup(change => change.EventId);
        return shows.ToDictionary(show => show.Id, show =>
        {
            var day = clock.DateOf(show.StartsAt).DayNumber;
            return PaceCurve.Of(changes[show.Id].Select(change => new PaceChange(day - clock.DateOf(change.At).DayNumber, change.Tickets)));
        });
    }

    private static decimal PriceOf(long worth, long offered) => offered == 0 ? 0 : worth / (decimal)offered;
}
