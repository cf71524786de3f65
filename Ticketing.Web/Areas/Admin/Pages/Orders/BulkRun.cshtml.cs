using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.BulkOrders;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class BulkRunModel(BulkQueries runs) : PageModel
{
    private const int RefreshSeconds = 4;

    public BulkProgress Progress { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await runs.FindAsync(id, ct) is not { } progress)
        {
            return NotFound();
        }

        Progress = progress;
        if (progress.Waiting > 0)
        {
            Response.Headers["Refresh"] = RefreshSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return Page();
    }
}
