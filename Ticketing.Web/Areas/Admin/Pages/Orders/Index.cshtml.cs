using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Search;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class IndexModel(OrderSearch search, RefundQueries refunds, VenueClock clock) : PageModel
{
    private Dictionary<Guid, long> refunded = [];

    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(Name = "event", SupportsGet = true)]
    public Guid? EventId { get; set; }

    [BindProperty(SupportsGet = true)]
    public OrderStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public OrderChannel? Channel { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    /// <summary>Inclusive.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    /// <summary>"sold" filters by payment date and lists only sales.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Dates { get; set; }

    [BindProperty(Name = "at", SupportsGet = true)]
    public string? Place { get; set; }

    public KeysetPage<OrderListItem> Results { get; private set; } = null!;

    public IReadOnlyList<EventOption> Events { get; private set; } = [];

    /// <summary>Those with the searched words in their title.</summary>
    public IReadOnlyList<EventOption> MatchingEvents { get; private set; } = [];

    public VenueClock Clock => clock;

    private (DateTimeOffset? From, DateTimeOffset? Until) Range => clock.GetRange(From, Until);

    public OrderFilter Filter => new(Text?.Trim() ?? "", EventId, Status, Channel, Range.From, Range.Until, SalesOnly);

    public bool SalesOnly => Dates == "sold";

    public async Task OnGetAsync(CancellationToken ct)
    {
        Results = await search.GetPageAsync(Filter, PagePosition.Parse(Place), ct);
        Events = await search.GetEventsAsync(ct);
        MatchingEvents = Filter.Text.Length > 0 && EventId is null ? await search.FindEventsAsync(Filter.Text, ct) : [];
        refunded = await refunds.GetRefundedAsync([.. Results.Rows.Select(row => row.Id)], ct);
    }

    /// <summary>Minor units.</summary>
    public long GetRefunded(OrderListItem row) => refunded.GetValueOrDefault(row.Id);

    public string GetPageUrl(PagePosition place) =>
        Url.Page(
            "/Orders/Index",
            new
            {
                q = Text,
                @event = EventId,
                status = Status,
                channel = Channel,
                from = InsightsParameters.FormatDay(From),
                until = InsightsParameters.FormatDay(Until),
                dates = Dates,
                at = place.ToString(),
            }
        )!;

    public DateTimeOffset GetListedAt(OrderListItem row) => SalesOnly ? row.PaidAt!.Value : row.CreatedAt;
}
