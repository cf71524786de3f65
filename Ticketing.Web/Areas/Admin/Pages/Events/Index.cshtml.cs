using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Events;
using Ticketing.Orders;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed record EventLine(Event Event, int Places, string Revenue);

public sealed class IndexModel(EventList list, Takings takings, Pricing pricing) : PageModel
{
    private const int LongestSearch = 100;
    private const int LastPage = 10_000;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string Search { get; set => field = (value ?? "").Trim() is { Length: > LongestSearch } long_ ? long_[..LongestSearch] : (value ?? "").Trim(); } = "";

    [BindProperty(SupportsGet = true, Name = "show")]
    public EventFilter Filter { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set => field = Math.Clamp(value, 1, LastPage); } = 1;

    public IReadOnlyList<EventLine> Lines { get; private set; } = [];
    public bool HasMore { get; private set; }
    public IReadOnlyDictionary<EventFilter, int> Counts { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Filter = Enum.IsDefined(Filter) ? Filter : EventFilter.Upcoming;
        var found = await list.ReadAsync(Filter, Search, Number, ct);
        var taken = await takings.OfAsync([.. found.Rows.Select(row => row.Event.Id)], ct);
        Lines = [.. found.Rows.Select(row => new EventLine(
            row.Event, row.Places, string.Join(" + ", taken[row.Event.Id].DefaultIfEmpty(pricing.Money(0)))))];
        HasMore = found.HasMore;
        Counts = await list.CountAsync(Search, ct);
    }

    public string LinkTo(EventFilter filter, int page = 1, string? search = null)
    {
        var query = new QueryString();
        query = filter == EventFilter.Upcoming ? query : query.Add("show", filter.ToString().ToLowerInvariant());
        query = (search ?? Search).Length == 0 ? query : query.Add("q", search ?? Search);
        query = page == 1 ? query : query.Add("p", page.ToString(CultureInfo.InvariantCulture));
        return "/admin/events" + query;
    }
}
