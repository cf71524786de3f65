using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Pages;

[OutputCache(PolicyName = PageCache.OneSecond, VaryByQueryKeys = [IndexModel.SearchKey])]
public sealed class PastModel(EventCatalogue catalogue) : PageModel
{
    /// <summary>By year, latest first.</summary>
    public IReadOnlyList<IGrouping<int, Event>> Years { get; private set; } = [];

    [BindProperty(SupportsGet = true, Name = IndexModel.SearchKey)]
    public string? Search { get; set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Search = IndexModel.ReadSearch(Search);
        Years = [.. (await catalogue.GetPastAsync(Search, ct)).GroupBy(e => e.FirstDay().Year)];
    }
}
