using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Insights.Export;

public sealed class IndexModel(OrderSearch orders, ExportPreferences preferences, VenueClock clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Event { get; set; }

    public ExportForm Form { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) =>
        Form = new ExportForm(From ?? "", To ?? "", Event ?? "", clock)
        {
            Events = await orders.GetEventsAsync(ct),
            Format = await preferences.GetAsync(User.GetStaffId(), ct),
        };
}
