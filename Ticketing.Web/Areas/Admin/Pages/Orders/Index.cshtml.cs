using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Orders;
using Ticketing.Orders.Search;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class IndexModel(OrderSearch search, VenueClock clock) : PageModel
{
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

    public OrderPage Found { get; private set; } = null!;

    public IReadOnlyList<EventChoice> Events { get; private set; } = [];

    public VenueClock Clock => clock;

    private (DateTimeOffset? From, DateTimeOffset? Until) Within => clock.Between(From, Until);

    public OrderFilter Filter => new(
        Text?.Trim() ?? "", EventId, Status, Channel, Within.From, Within.Until, OfSales);

    public bool OfSales => Dates == "sold";

    public async Task OnGetAsync(CancellationToken ct)
    {
        Found = await search.PageAsync(Filter, PagePlace.Read(Place), ct);
        Events = await search.EventsAsync(ct);
    }

    public string AddressOf(PagePlace place) => Url.Page("/Orders/Index", new
    {
        q = Text, @event = EventId, status = Status, channel = Channel, from = FigureQuery.Typed(From), until = FigureQuery.Typed(Until), dates = Dates, at = place.ToString(),
    })!;

    public DateTimeOffset MomentOf(OrderRow row) => OfSales ? row.PaidAt!.Value : row.CreatedAt;
}
