using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Insights.Mails;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Notifications;

public sealed class IndexModel(MailListQueries mails, VenueClock clock) : PageModel
{
    [BindProperty(Name = "show", SupportsGet = true)]
    public MailFilter Filter { get; set; }

    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Typed { get; set; }

    [BindProperty(Name = "at", SupportsGet = true)]
    public string? Place { get; set; }

    public string Search => Typed?.Trim() ?? "";

    public MailCounts Figures { get; private set; } = null!;

    public KeysetPage<MailListItem> Results { get; private set; } = null!;

    public VenueClock Clock => clock;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Figures = await mails.CountAsync(ct);
        Results = await mails.GetPageAsync(Filter, Search, PagePosition.Parse(Place), ct);
    }

    public string GetLink(MailFilter filter, PagePosition? place = null) =>
        Url.Page(
            "/Notifications/Index",
            new
            {
                show = filter == MailFilter.All ? null : ToQueryValue(filter),
                q = Search.Length > 0 ? Search : null,
                at = place?.ToString(),
            }
        )!;

    public static string ToQueryValue(MailFilter filter) => filter.ToString().ToLowerInvariant();
}
