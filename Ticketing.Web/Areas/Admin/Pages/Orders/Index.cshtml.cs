using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Orders.Notes;
using Ticketing.Features.Orders.Search;
using Ticketing.Features.Orders.Views;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class IndexModel(
    OrderSearch search,
    OrderTotalsQueries totals,
    RefundQueries refunds,
    OrderTags tags,
    SavedOrderViews views,
    BulkQueries runs,
    EventQueries events,
    OpenEvents open,
    VenueClock clock
) : PageModel
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

    public IReadOnlyList<SavedOrderView> Views { get; private set; } = [];

    public SavedOrderView? CurrentView => Views.FirstOrDefault(view => view.Query == Query.ToQueryString());

    /// <summary>Bulk actions that go on, or were started lately.</summary>
    public IReadOnlyList<BulkRun> Runs { get; private set; } = [];

    /// <summary>References of the orders that are ticked, as staff come back from a bulk action.</summary>
    public IReadOnlyList<string> Chosen { get; private set; } = [];

    public bool AllChosen { get; private set; }

    public string? ViewError { get; private set; }

    public string? TypedViewName { get; private set; }

    /// <summary>The list is that of an event for which nothing is sold any more, or at present.</summary>
    public bool EventIsClosed { get; private set; }

    public VenueClock Clock => clock;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Query = OrderListQuery.Read(Request.Query);
        var filter = Query.ToFilter(clock);
        Results = await search.GetPageAsync(filter, PagePosition.Parse(Place), ct);
        Totals = Results.Rows.Count > 0 ? await totals.GetAsync(filter, ct) : null;
        Filters = new OrderFilterChips(Query, await search.GetEventsAsync(ct), await tags.GetListAsync(ct), clock);
        Views = await views.GetAsync(ct);
        MatchingEvents = filter.Text.Length > 0 && filter.EventId is null ? await search.FindEventsAsync(filter.Text, ct) : [];
        Runs = await runs.GetRecentAsync(ct);
        EventIsClosed = Query.EventId is { } id && await events.FindAsync(id, ct) is { } show && !open.IsOpen(show);
        (Chosen, AllChosen) = (BulkQuery.ReadChosen(Request.Query), Request.Query["all"] == "true");
        refunded = await refunds.GetRefundedAsync([.. Results.Rows.Select(row => row.Id)], ct);
    }

    public async Task<IActionResult> OnPostSaveViewAsync(string? name, CancellationToken ct)
    {
        var query = OrderListQuery.Read(Request.Query);
        if (ToError(await views.SaveAsync(name, query.ToQueryString(), ct)) is { } error)
        {
            await OnGetAsync(ct);
            (ViewError, TypedViewName) = (error, name);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        this.SetFlash(T["View saved."]);
        return LocalRedirect(query.Path);
    }

    public async Task<IActionResult> OnPostDeleteViewAsync(Guid id, CancellationToken ct)
    {
        if (await views.DeleteAsync(id, ct) is null)
        {
            return NotFound();
        }

        this.SetFlash(T["View deleted."]);
        return LocalRedirect(OrderListQuery.Read(Request.Query).Path);
    }

    /// <summary>Keeps the filters.</summary>
    public string GetFormPath(string handler) => "/admin/orders" + QueryString.Create([new("handler", handler), .. Query.Parameters]);

    private static string? ToError(SaveViewOutcome outcome) =>
        outcome switch
        {
            SaveViewOutcome.Saved => null,
            SaveViewOutcome.NameMissing => T["Enter a name."],
            SaveViewOutcome.NameTooLong => T["Shorten the name of the view to {0} characters.", SavedOrderView.MaxNameLength],
            SaveViewOutcome.QueryTooLong => T["These filters are too long to save. Shorten the search."],
            _ => T["You have {0} views. Delete one first.", SavedOrderViews.MaxViews],
        };

    /// <summary>Minor units.</summary>
    public long GetRefunded(OrderListItem row) => refunded.GetValueOrDefault(row.Id);

    public DateTimeOffset GetListedAt(OrderListItem row) => Query.SalesOnly ? row.PaidAt!.Value : row.CreatedAt;
}
