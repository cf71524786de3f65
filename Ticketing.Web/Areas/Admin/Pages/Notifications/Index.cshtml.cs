using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Insights.Mails;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages.Notifications;

public sealed class IndexModel(MailList mails, VenueClock clock) : PageModel
{
    [BindProperty(Name = "show", SupportsGet = true)]
    public MailFilter Filter { get; set; }

    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Typed { get; set; }

    [BindProperty(Name = "at", SupportsGet = true)]
    public string? Place { get; set; }

    public string Search => Typed?.Trim() ?? "";

    public MailFigures Figures { get; private set; } = null!;

    public KeyedPage<MailRow> Found { get; private set; } = null!;

    public VenueClock Clock => clock;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Figures = await mails.CountAsync(ct);
        Found = await mails.PageAsync(Filter, Search, PagePlace.Read(Place), ct);
    }

    public string LinkTo(MailFilter filter, PagePlace? place = null) => Url.Page("/Notifications/Index", new
    {
        show = filter == MailFilter.All ? null : Word(filter), q = Search.Length > 0 ? Search : null, at = place?.ToString(),
    })!;

    public static string Word(MailFilter filter) => filter.ToString().ToLowerInvariant();
}
