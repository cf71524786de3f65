using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Pages.Insights;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Orders;

/// <summary>Says what a bulk action will do to the orders in its address, and starts it.</summary>
public sealed class BulkModel(PlanBulkAction plans, StartBulkRun start, VenueClock clock) : PageModel
{
    public const int MaxShown = 100;
    private const int MaxChosen = 500;

    /// <summary>Made with the form, so that a form sent twice starts one run.</summary>
    [BindProperty]
    public Guid Run { get; set; }

    /// <summary>Of the plan that was shown.</summary>
    [BindProperty]
    public string? Digest { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool KeepFee { get; set; }

    public BulkQuery Query { get; private set; } = null!;

    public BulkAction Action { get; private set; }

    public BulkPlan Plan { get; private set; } = null!;

    public string? Error { get; private set; }

    public string? ReasonError { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
        {
            return refusal;
        }

        Run = Guid.CreateVersion7();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
        {
            return refusal;
        }

        Reason = (Reason ?? "").Trim();
        ReasonError = RefundReason.FindError(Reason);
        if (ReasonError is not null || Run == Guid.Empty)
        {
            return PageWithStatus(StatusCodes.Status400BadRequest);
        }

        var request = new StartBulkRequest(Run, Action, ToSelection(), Digest ?? "") { Reason = Reason, KeepBookingFee = KeepFee };
        switch (await start.StartAsync(request, ct))
        {
            case StartBulkOutcome.Started:
                return RedirectToPage("/Orders/BulkRun", new { id = Run });
            case StartBulkOutcome.NothingToDo:
                Error = T["There is nothing to do."];
                break;
            default:
                Error = T["The orders have changed in the meantime. Nothing was started: check the numbers again."];
                break;
        }

        return PageWithStatus(StatusCodes.Status409Conflict);
    }

    /// <returns>Null if the plan can be shown.</returns>
    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Query = BulkQuery.Read(Request.Query);
        if (!Query.All && Query.Chosen.Count == 0)
        {
            return BackToList(T["Tick the orders first."]);
        }

        if (Query.Action is not { } action)
        {
            return NotFound();
        }

        // It must not touch more orders than was asked for.
        if (Query.All ? !OrderListQuery.CanRead(Request.Query) : Query.Chosen.Count > MaxChosen)
        {
            return BadRequest();
        }

        if (await plans.PlanAsync(action, ToSelection(), ct) is not { } plan)
        {
            return BackToList(T["More than {0} orders match. Add a filter.", InsightsText.Number(PlanBulkAction.MaxOrders)]);
        }

        (Action, Plan) = (action, plan);
        return null;
    }

    public string GetTotal(bool keepFee) => Describe(Plan.GetAmounts(keepFee));

    public static string Describe(IEnumerable<Ticketing.Infrastructure.Primitives.Money> amounts) =>
        Formats.List([.. amounts.Select(amount => amount.ToString())]);

    private BulkSelection ToSelection() => new(Query.List.ToFilter(clock), Query.All ? null : Query.Chosen);

    private LocalRedirectResult BackToList(string message)
    {
        this.SetFlash(message, "error");
        return LocalRedirect(Query.ListPath);
    }

    private PageResult PageWithStatus(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
