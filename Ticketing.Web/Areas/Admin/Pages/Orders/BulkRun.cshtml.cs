using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.BulkOrders;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class BulkRunModel(BulkQueries runs, PlanBulkAction plans, StopBulkRun stop, ContinueBulkRun resume) : PageModel
{
    private const int RefreshSeconds = 4;

    /// <summary>Once every order has had its turn: providers and mail servers take their time.</summary>
    private const int SlowRefreshSeconds = 60;

    /// <summary>Of the problems.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    /// <summary>Of the plan for the rest that was shown.</summary>
    [BindProperty]
    public string? Digest { get; set; }

    public BulkProgress Progress { get; private set; } = null!;

    /// <summary>The effects of continuing; null unless the run is stopped with orders left.</summary>
    public BulkPlan? Remaining { get; private set; }

    public string? Error { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (Progress.Waiting > 0)
        {
            var seconds = Progress.Run.FinishedAt is null ? RefreshSeconds : SlowRefreshSeconds;
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
        switch (await resume.ContinueAsync(id, Digest ?? "", ct))
        {
            case ContinueBulkOutcome.Changed when await LoadAsync(id, ct):
                Error = Remaining?.RestoredTo is null
                    ? T["The orders have changed in the meantime. Nothing was started: check the numbers again."]
                    : T["A backup has been restored in the meantime. Nothing was started: read the warning below."];
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case ContinueBulkOutcome.NothingToDo when await LoadAsync(id, ct):
                this.SetFlash(
                    Progress.NotBegun > 0
                        ? T["Somebody has already continued this. The orders are being processed; you don’t need to do anything."]
                        : T["Nothing was started: no orders are left. The results are below."],
                    "info"
                );
                break;
        }

        return RedirectToPage(new { id });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await runs.FindAsync(id, Number, ct) is not { } progress)
        {
            return false;
        }

        Progress = progress;
        Remaining = progress is { NotBegun: 0, NotDone: > 0, Run.StoppedAt: not null }
            ? await plans.PlanRemainingAsync(id, progress.Run.Action, ct)
            : null;
        return true;
    }
}
