using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Orders.Notes;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;

namespace Ticketing.Features.Orders.Search;

/// <summary>Each page reads a short range of an index, however many orders there are.</summary>
public sealed class OrderSearch(TicketingDbContext db, IOptionsMonitor<SiteOptions> site, IPartRefundedOrders partRefunded)
{
    public const int PageSize = 50;
    public const int MaxTextLength = 254;
    private const int MaxEvents = 300;
    private const int MaxEventsByTitle = 10;
    private const int MinTitleWordLength = 3;

    /// <param name="place">Null for the first page.</param>
    public Task<KeysetPage<OrderListItem>> GetPageAsync(OrderFilter filter, PagePosition? place, CancellationToken ct) =>
        GetPageAsync(filter, place, PageSize, ct);

    /// <inheritdoc cref="GetPageAsync(OrderFilter, PagePosition?, CancellationToken)"/>
    public async Task<KeysetPage<OrderListItem>> GetPageAsync(OrderFilter filter, PagePosition? place, int size, CancellationToken ct)
    {
        if (await MatchingAsync(filter, ct) is not { } matching)
        {
            return new KeysetPage<OrderListItem>([], null, null);
        }

        var found = await ToListItems(Sort(matching, filter, place).Take(size + 1)).ToListAsync(ct);
        return found.ToKeysetPage(size, place, row => (filter.SoldOnly ? row.PaidAt!.Value : row.CreatedAt, row.Id));
    }

    /// <summary>For queries about the result as a whole.</summary>
    /// <returns>The newest of them; null if nothing can match.</returns>
    internal async Task<IQueryable<Order>?> FindNewestAsync(OrderFilter filter, int count, CancellationToken ct) =>
        await MatchingAsync(filter, ct) is { } matching ? Sort(matching, filter, place: null).Take(count) : null;

    private static IQueryable<Order> Sort(IQueryable<Order> orders, OrderFilter filter, PagePosition? place) =>
        filter.SoldOnly ? orders.StartAt(place, o => o.PaidAt, o => o.Id) : orders.StartAt(place, o => o.CreatedAt, o => o.Id);

    public async Task<IReadOnlyList<EventOption>> GetEventsAsync(CancellationToken ct) =>
        await db.Set<Event>()
            .AsNoTracking()
            .OrderByDescending(e => e.StartsAt)
            .Take(MaxEvents)
            .Select(e => new EventOption(e.Id, e.Title, e.StartsAt))
            .ToListAsync(ct);

    /// <summary>Events whose title has all these words, or words that begin with them; newest first, among the last 300.</summary>
    public async Task<IReadOnlyList<EventOption>> FindEventsAsync(string text, CancellationToken ct)
    {
        var words = OrderNameWord.SplitWords(text).ToList();
        return words.All(word => word.Length < MinTitleWordLength)
            ? []
            :
            [
                .. (await GetEventsAsync(ct))
                    .Where(@event => OrderNameWord.SplitWords(@event.Title).ToList() is var title && words.All(word => Begins(title, word)))
                    .Take(MaxEventsByTitle),
            ];

        static bool Begins(List<string> title, string word) => title.Any(part => part.StartsWith(word, StringComparison.Ordinal));
    }

    /// <returns>Null if nothing can match.</returns>
    internal async Task<IQueryable<Order>?> MatchingAsync(OrderFilter filter, CancellationToken ct)
    {
        var orders = string.IsNullOrWhiteSpace(filter.Text)
            ? db.Set<Order>().AsNoTracking()
            : await FindByTextAsync(db.Set<Order>().AsNoTracking(), filter, ct);
        if (orders is null)
        {
            return null;
        }

        orders = filter.EventId is { } eventId ? orders.Where(o => o.EventId == eventId) : orders;
        orders = filter.Status is { } status ? orders.Where(o => o.Status == status) : orders;
        orders = filter.Channel is { } channel ? orders.Where(o => o.Channel == channel) : orders;
        orders = FilterNotes(orders, filter);
        orders = filter.PartRefunded ? partRefunded.Among(orders) : orders;
        return filter.SoldOnly ? SoldWithin(orders, filter.From, filter.Until) : CreatedWithin(orders, filter.From, filter.Until);
    }

    private IQueryable<Order> FilterNotes(IQueryable<Order> orders, OrderFilter filter)
    {
        var noted = db.Set<OrderNote>().Select(n => n.OrderId);
        orders = filter.HasNote ? orders.Where(o => noted.Contains(o.Id)) : orders;
        if (filter.Tag is not { } tag)
        {
            return orders;
        }

        var tagged = new OrderNoteSearch(db).FindByTag(tag);
        return orders.Where(o => tagged.Contains(o.Id));
    }

    // Titles come last: a buyer's name in a title would otherwise bury that buyer's orders.
    private async Task<IQueryable<Order>?> FindByTextAsync(IQueryable<Order> orders, OrderFilter filter, CancellationToken ct)
    {
        var text = filter.Text;
        if (text.Length > MaxTextLength || text.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var ids = new OrderTextSearch(db, site.CurrentValue.TimeZone).FindOrderIds(text, filter.IncludesNotes);
        var matching = ids is null ? null : orders.Where(o => ids.Contains(o.Id));
        if (!filter.IncludesTitles || (ids is not null && await ids.AnyAsync(ct)))
        {
            return matching;
        }

        var events = (await FindEventsAsync(text, ct)).Select(@event => @event.Id).ToList();
        return events.Count == 0 ? null : orders.Where(o => events.Contains(o.EventId));
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

    private IQueryable<OrderListItem> ToListItems(IQueryable<Order> orders) =>
        orders.Select(o => new OrderListItem
        {
            Id = o.Id,
            Reference = o.Reference,
            BuyerName = o.BuyerName,
            BuyerEmail = o.BuyerEmail,
            EventId = o.EventId,
            EventTimeZone = db.Set<Event>().Where(e => e.Id == o.EventId).Select(e => e.TimeZone).First(),
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
