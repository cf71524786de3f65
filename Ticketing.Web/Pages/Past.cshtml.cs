using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Ticketing.Events;
using Ticketing.Hosting;

namespace Ticketing.Pages;

[OutputCache(PolicyName = PageCache.ForASecond)]
public sealed class PastModel(Catalogue catalogue) : PageModel
{
    /// <summary>By year, latest first.</summary>
    public IReadOnlyList<IGrouping<int, Event>> Years { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) =>
        Years = [.. (await catalogue.PastAsync(null, ct)).GroupBy(e => e.LocalStart().Year)];
}
