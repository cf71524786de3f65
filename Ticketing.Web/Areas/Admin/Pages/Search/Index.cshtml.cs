using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Accounts;

namespace Ticketing.Areas.Admin.Pages.Search;

public sealed class IndexModel(StaffSearch search, IAuthorizationService authorization) : PageModel
{
    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Text { get; set; }

    public SearchResults Results { get; private set; } = null!;

    /// <summary>Returns only the HTML fragment to scripts.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var superAdmin = (await authorization.AuthorizeAsync(User, Policies.SuperAdmin)).Succeeded;
        Results = await search.FindAsync(Text, superAdmin, ct);
        return Request.Headers.XRequestedWith == "fetch" ? Partial("_Results", Results) : Page();
    }
}
