using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Settings;

namespace Ticketing.Orders.Search;

/// <summary>Each page reads a short range of an index, however many orders there are.</summary>
public sealed class OrderSearch(TicketingDbContext db, IOptionsMonitor<SiteOptions> site)
{
    public const int PageSize = 50;
    public const int LongestText = 254;
    private const int MostEvents = 300;

    /// <param name="place">Null for the first page.</param>
    public async Task<OrderPage> PageAsync(OrderFilter filter, PagePlace? place, CancellationToken ct)
    {
        if (Matching(filter) is not { } matching)
        {
            return new OrderPage([], null, null);
        }

        var found = await Rows((filter.Sold ? BySale(matching, place) : From(matching, place)).Take(PageSize + 1)).ToListAsync(ct);
        var more = found.Count > PageSize;
        var rows = more ? found[..PageSize] : found;
        if (place is { Newer: true })
        {
            rows.Reverse();
        }

        var (hasOlder, hasNewer) = place is { Newer: true } ? (true, more) : (more, place is not null);
        return new OrderPage(
            rows,
            hasOlder && rows.Count > 0 ? PlaceOf(rows[^1], filter, newer: false) : null,
            hasNewer && rows.Count > 0 ? PlaceOf(rows[0], filter, newer: true) : null);
    }

    public async Task<IReadOnlyList<EventChoice>> EventsAsync(CancellationToken ct) => await db.Set<Event>().AsNoTracking()
        .OrderByDescending(e => e.StartsAt).Take(MostEvents).Select(e => new EventChoice(e.Id, e.Title, e.StartsAt)).ToListAsync(ct);

    /// <returns>Null if nothing can match.</returns>
    private IQueryable<Order>? Matching(OrderFilter filter)
    {
        var orders = db.Set<Order>().AsNoTracking();
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            if (filter.Text.Length > LongestText || filter.Text.Contains('\0', StringComparison.Ordinal)
                || new TextReading(db, site.CurrentValue.TimeZone).Read(filter.Text) is not { } ids)
            {
                return null;
            }

            orders = orders.Where(o => ids.Contains(o.Id));
        }

        orders = filter.EventId is { } eventId ? orders.Where(o => o.EventId == eventId) : orders;
        orders = filter.Status is { } status ? orders.Where(o => o.Status == status) : orders;
        orders = filter.Channel is { } channel ? orders.Where(o => o.Channel == channel) : orders;
        return filter.Sold ? SoldWithin(orders, filter.From, filter.Until) : MadeWithin(orders, filter.From, filter.Until);
    }

    private static IQueryable<Order> MadeWithin(IQueryable<Order> orders, DateTimeOffset? from, DateTimeOffset? until)
    {
        orders = from is { } first ? orders.Where(o => o.CreatedAt >= first) : orders;
        return until is { } end ? orders.Where(o => o.CreatedAt < end) : orders;
    }

    private static IQueryable<Order> SoldWithin(IQueryable<Order> orders, DateTimeOffset? from, DateTimeOffset? until)
    {
        orders = orders.Where(o => o.PaidAt != null && (o.Status == OrderStatus.Paid || o.Status == OrderStatus.Refunded));
        orders = from is { } first ? orders.Where(o => o.PaidAt >= first) : orders;
        return until is { } end ? orders.Where(o => o.PaidAt < end) : orders;
    }

    private static PagePlace PlaceOf(OrderRow row, OrderFilter filter, bool newer) =>
        new(filter.Sold ? row.PaidAt!.Value : row.CreatedAt, row.Id, newer);

    // The bound on the time alone comes first, so that databases start there in the index.
    private static IQueryable<Order> From(IQueryable<Order> orders, PagePlace? place) => place switch
    {
        null => orders.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id),
        { Newer: false, At: var at, Id: var id } => orders.Where(o => o.CreatedAt <= at && (o.CreatedAt < at || o.Id.CompareTo(id) < 0))
            .OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id),
        { At: var at, Id: var id } => orders.Where(o => o.CreatedAt >= at && (o.CreatedAt > at || o.Id.CompareTo(id) > 0))
            .OrderBy(o => o.CreatedAt).ThenBy(o => o.Id),
    };

    private static IQueryable<Order> BySale(IQueryable<Order> orders, PagePlace? place) => place switch
    {
        null => orders.OrderByDescending(o => o.PaidAt).ThenByDescending(o => o.Id),
        { Newer: false, At: var at, Id: var id } => orders.Where(o => o.PaidAt <= at && (o.PaidAt < at || o.Id.CompareTo(id) < 0))
            .OrderByDescending(o => o.PaidAt).ThenByDescending(o => o.Id),
        { At: var at, Id: var id } => orders.Where(o => o.PaidAt >= at && (o.PaidAt > at || o.Id.CompareTo(id) > 0))
            .OrderBy(o => o.PaidAt).ThenBy(o => o.Id),
    };

    private IQueryable<OrderRow> Rows(IQueryable<Order> orders) => orders.Select(o => new OrderRow(
        o.Id, o.Reference, o.BuyerName, o.BuyerEmail, db.Set<Event>().Where(e => e.Id == o.EventId).Select(e => e.Title).First(),
        o.Lines.Sum(l => l.Quantity), o.Total, o.Currency, o.Status, o.Channel, o.CreatedAt, o.PaidAt));
}
