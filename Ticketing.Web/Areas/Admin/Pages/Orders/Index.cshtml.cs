using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Orders.Search;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class IndexModel(OrderSearch search, OrderTotalsQueries totals, RefundQueries refunds, VenueClock clock) : PageModel
{
    private Dictionary<Guid, long> refunded = [];

    [BindProperty(Name = "at", SupportsGet = true)]
    public string? Place { get; set; }

    public OrderListQuery Query { get; private set; } = new();

    public OrderFilterChips Filters { get; private set; } = null!;

    public KeysetPage<OrderListItem> Results { get; private set; } = null!;

    /// <summary>Null if too many orders match.</summary>
    public OrderTotals? Totals { get; private set; }

    /// <summary>Those with the searched words in their title.</summary>
    public IReadOnlyList<EventOption> MatchingEvents { get; private set; } = [];

    public VenueClock Clock => clock;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Query = OrderListQuery.Read(Request.Query);
        var filter = Query.ToFilter(clock);
        Results = await search.GetPageAsync(filter, PagePosition.Parse(Place), ct);
        Totals = Results.Rows.Count > 0 ? await totals.GetAsync(filter, ct) : null;
        Filters = new OrderFilterChips(Query, await search.GetEventsAsync(ct), clock);
        MatchingEvents = filter.Text.Length > 0 && filter.EventId is null ? await search.FindEventsAsync(filter.Text, ct) : [];
        refunded = await refunds.GetRefundedAsync([.. Results.Rows.Select(row => row.Id)], ct);
    }

    /// <summary>Minor units.</summary>
    public long GetRefunded(OrderListItem row) => refunded.GetValueOrDefault(row.Id);

    public DateTimeOffset GetListedAt(OrderListItem row) => Query.SalesOnly ? row.PaidAt!.Value : row.CreatedAt;
}
