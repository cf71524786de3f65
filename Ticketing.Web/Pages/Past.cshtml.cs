using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Pages;

[OutputCache(PolicyName = PageCache.OneSecond)]
public sealed class PastModel(EventCatalogue catalogue) : PageModel
{
    /// <summary>By year, latest first.</summary>
    public IReadOnlyList<IGrouping<int, Event>> Years { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) =>
        Years = [.. (await catalogue.GetPastAsync(null, ct)).GroupBy(e => e.LocalStart().Year)];
}
