using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Insights.Export;

public sealed class IndexModel(OrderSearch orders, VenueClock clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Event { get; set; }

    public ExportForm Form { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) =>
        Form = new ExportForm(From ?? "", To ?? "", Event ?? "", clock) { Events = await orders.GetEventsAsync(ct) };
}
