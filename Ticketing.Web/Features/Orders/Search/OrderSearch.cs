using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;

namespace Ticketing.Features.Orders.Search;

/// <summary>Each page reads a short range of an index, however many orders there are.</summary>
public sealed class OrderSearch(TicketingDbContext db, IOptionsMonitor<SiteOptions> site)
{
    public const int PageSize = 50;
    public const int MaxTextLength = 254;
    private const int MaxEvents = 300;

    /// <param name="place">Null for the first page.</param>
    public async Task<OrderListPage> GetPageAsync(OrderFilter filter, PagePosition? place, CancellationToken ct)
    {
        if (Matching(filter) is not { } matching)
        {
            return new OrderListPage([], null, null);
        }

        var found = await ToListItems((filter.SoldOnly ? BySale(matching, place) : ByCreation(matching, place)).Take(PageSize + 1))
            .ToListAsync(ct);
        var more = found.Count > PageSize;
        var rows = more ? found[..PageSize] : found;
        if (place is { Newer: true })
        {
            rows.Reverse();
        }

        var (hasOlder, hasNewer) = place is { Newer: true } ? (true, more) : (more, place is not null);
        return new OrderListPage(
            rows,
            hasOlder && rows.Count > 0 ? GetPlace(rows[^1], filter, newer: false) : null,
            hasNewer && rows.Count > 0 ? GetPlace(rows[0], filter, newer: true) : null
        );
    }

    public async Task<IReadOnlyList<EventOption>> GetEventsAsync(CancellationToken ct) =>
        await db.Set<Event>()
            .AsNoTracking()
            .OrderByDescending(e => e.StartsAt)
            .Take(MaxEvents)
            .Select(e => new EventOption(e.Id, e.Title, e.StartsAt))
            .ToListAsync(ct);

    /// <returns>Null if nothing can match.</returns>
    private IQueryable<Order>? Matching(OrderFilter filter)
    {
        var orders = db.Set<Order>().AsNoTracking();
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            if (
                filter.Text.Length > MaxTextLength
                || filter.Text.Contains('\0', StringComparison.Ordinal)
                || new OrderTextSearch(db, site.CurrentValue.TimeZone).FindOrderIds(filter.Text) is not { } ids
            )
            {
                return null;
            }

            orders = orders.Where(o => ids.Contains(o.Id));
        }

        orders = filter.EventId is { } eventId ? orders.Where(o => o.EventId == eventId) : orders;
        orders = filter.Status is { } status ? orders.Where(o => o.Status == status) : orders;
        orders = filter.Channel is { } channel ? orders.Where(o => o.Channel == channel) : orders;
        return filter.SoldOnly ? SoldWithin(orders, filter.From, filter.Until) : CreatedWithin(orders, filter.From, filter.Until);
    }

    private static IQueryable<Order> CreatedWithin(IQueryable<Order> orders, DateTimeOffset? from, DateTimeOffset? until)
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

    private static PagePosition GetPlace(OrderListItem row, OrderFilter filter, bool newer) =>
        new(filter.SoldOnly ? row.PaidAt!.Value : row.CreatedAt, row.Id, newer);

    // The bound on the time alone comes first, so that databases start there in the index.
    private static IQueryable<Order> ByCreation(IQueryable<Order> orders, PagePosition? place) =>
        place switch
        {
            null => orders.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id),
            { Newer: false, At: var at, Id: var id } => orders
                .Where(o => o.CreatedAt <= at && (o.CreatedAt < at || o.Id.CompareTo(id) < 0))
                .OrderByDescending(o => o.CreatedAt)
                .ThenByDescending(o => o.Id),
            { At: var at, Id: var id } => orders
                .Where(o => o.CreatedAt >= at && (o.CreatedAt > at || o.Id.CompareTo(id) > 0))
                .OrderBy(o => o.CreatedAt)
                .ThenBy(o => o.Id),
        };

    private static IQueryable<Order> BySale(IQueryable<Order> orders, PagePosition? place) =>
        place switch
        {
            null => orders.OrderByDescending(o => o.PaidAt).ThenByDescending(o => o.Id),
            { Newer: false, At: var at, Id: var id } => orders
                .Where(o => o.PaidAt <= at && (o.PaidAt < at || o.Id.CompareTo(id) < 0))
                .OrderByDescending(o => o.PaidAt)
                .ThenByDescending(o => o.Id),
            { At: var at, Id: var id } => orders
                .Where(o => o.PaidAt >= at && (o.PaidAt > at || o.Id.CompareTo(id) > 0))
                .OrderBy(o => o.PaidAt)
                .ThenBy(o => o.Id),
        };

    private IQueryable<OrderListItem> ToListItems(IQueryable<Order> orders) =>
        orders.Select(o => new OrderListItem
        {
            Id = o.Id,
            Reference = o.Reference,
            BuyerName = o.BuyerName,
            BuyerEmail = o.BuyerEmail,
            EventTitle = db.Set<Event>().Where(e => e.Id == o.EventId).Select(e => e.Title).First(),
            Tickets = o.Lines.Sum(l => l.Quantity),
            Total = o.Total,
            Currency = o.Currency,
            Status = o.Status,
            Channel = o.Channel,
            CreatedAt = o.CreatedAt,
            PaidAt = o.PaidAt,
        });
}
