using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Insights.Events;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed record EventListItem(Event Event, int Capacity, string Revenue);

public sealed class IndexModel(EventListQueries list, RevenueQueries takings, Pricing pricing) : PageModel
{
    private const int MaxSearchLength = 100;
    private const int MaxPage = 10_000;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string Search
    {
        get;
        set => field = (value ?? "").Trim() is { Length: > MaxSearchLength } long_ ? long_[..MaxSearchLength] : (value ?? "").Trim();
    } = "";

    [BindProperty(SupportsGet = true, Name = "show")]
    public EventFilter Filter { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number
    {
        get;
        set => field = Math.Clamp(value, 1, MaxPage);
    } = 1;

    public IReadOnlyList<EventListItem> Items { get; private set; } = [];
    public bool HasMore { get; private set; }
    public IReadOnlyDictionary<EventFilter, int> Counts { get; private set; } = null!;

    /// <summary>Archived drafts only if there are any.</summary>
    public IEnumerable<EventFilter> ShownFilters =>
        Enum.GetValues<EventFilter>().Where(filter => filter != EventFilter.Archived || Filter == filter || Counts[filter] > 0);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Filter = Enum.IsDefined(Filter) ? Filter : EventFilter.Upcoming;
        var found = await list.GetPageAsync(Filter, Search, Number, ct);
        var taken = await takings.GetNetByEventAsync([.. found.Items.Select(row => row.Event.Id)], ct);
        Items =
        [
            .. found.Items.Select(row => new EventListItem(
                row.Event,
                row.Capacity,
                string.Join(" + ", taken[row.Event.Id].DefaultIfEmpty(pricing.ToMoney(0)))
            )),
        ];
        HasMore = found.HasMore;
        Counts = await list.CountByFilterAsync(Search, ct);
    }

    public string GetLink(EventFilter filter, int page = 1, string? search = null)
    {
        var query = new QueryString();
        query = filter == EventFilter.Upcoming ? query : query.Add("show", filter.ToString().ToLowerInvariant());
        query = (search ?? Search).Length == 0 ? query : query.Add("q", search ?? Search);
        query = page == 1 ? query : query.Add("p", page.ToString(CultureInfo.InvariantCulture));
        return "/admin/events" + query;
    }
}
