using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.BulkOrders;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class BulkRunModel(BulkQueries runs, StopBulkRun stop, ContinueBulkRun resume) : PageModel
{
    private const int RefreshSeconds = 4;

    /// <summary>Once every order has had its turn: providers and mail servers take their time.</summary>
    private const int SlowRefreshSeconds = 60;

    /// <summary>Of the problems.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public BulkProgress Progress { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await runs.FindAsync(id, Number, ct) is not { } progress)
        {
            return NotFound();
        }

        Progress = progress;
        if (progress.Waiting > 0)
        {
            var seconds = progress.Run.FinishedAt is null ? RefreshSeconds : SlowRefreshSeconds;
            Response.Headers["Refresh"] = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostStopAsync(Guid id, CancellationToken ct)
    {
        if (!await stop.StopAsync(id, ct))
        {
            this.SetFlash(T["Nothing was left to stop."], "error");
        }

        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostContinueAsync(Guid id, CancellationToken ct)
    {
        if (!await resume.ContinueAsync(id, ct))
        {
            this.SetFlash(T["It’s already under way, or no orders are left."], "error");
        }

        return RedirectToPage(new { id });
    }
}
