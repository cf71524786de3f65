using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Refunds;

public sealed class IndexModel(
    RefundQueries refunds,
    RetryRefund retry,
    ReplaceFailedRefund replace,
    HandBackRefund handBack,
    VenueClock clock
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "status")]
    public RefundListStatus? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "event")]
    public Guid? EventId { get; set; }

    [BindProperty(SupportsGet = true)]
    public OrderChannel? Channel { get; set; }

    /// <summary>By date of the request.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    /// <summary>Inclusive.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    /// <summary>"sales" leaves out refunds of payments that arrived too late.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Of { get; set; }

    [BindProperty(Name = "at", SupportsGet = true)]
    public string? Place { get; set; }

    public KeysetPage<ListedRefund> Results { get; private set; } = null!;

    public int Failed { get; private set; }

    public int Pending { get; private set; }

    /// <summary>Of the chosen event, or of all.</summary>
    public OwedRefunds Owed { get; private set; } = null!;

    public bool IsFiltered => Filter != new RefundFilter();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Results = await refunds.GetPageAsync(Filter, PagePosition.Parse(Place), ct);
        Failed = await refunds.CountAsync(RefundStatus.Failed, ct);
        Pending = await refunds.CountAsync(RefundStatus.Pending, ct);
        Owed = await refunds.GetOwedAsync(EventId, ct);
    }

    public async Task<IActionResult> OnPostRetryAsync([FromForm] Guid id, CancellationToken ct)
    {
        if (await retry.RetryAsync(id, ct))
        {
            this.SetFlash(T["The refund is tried again."]);
        }
        else
        {
            this.SetFlash(T["That refund has not failed, or is being tried again already."], "info");
        }

        return Redirect("/admin/refunds");
    }

    public async Task<IActionResult> OnPostReplaceAsync(
        [FromForm] Guid id,
        [FromForm] ManualRefundMethod? method,
        [FromForm] bool handedBack,
        [FromForm] string? next,
        CancellationToken ct
    )
    {
        if (method is not { } chosen || !Enum.IsDefined(chosen))
        {
            return BadRequest();
        }

        if (!await replace.ReplaceAsync(id, chosen, handedBack, ct))
        {
            this.SetFlash(T["That refund has not failed, or is being paid already: nothing was changed."], "info");
        }
        else if (handedBack)
        {
            this.SetFlash(T["The failed refund is replaced, and marked as paid."]);
        }
        else
        {
            this.SetFlash(T["The failed refund is replaced. Tick it once the buyer has the money."]);
        }

        return RedirectBack(next);
    }

    public async Task<IActionResult> OnPostHandBackAsync([FromForm] Guid id, [FromForm] string? next, CancellationToken ct)
    {
        if (await handBack.MarkAsync(id, ct))
        {
            this.SetFlash(T["Marked as handed back."]);
        }
        else
        {
            this.SetFlash(T["That refund was marked as handed back already."], "info");
        }

        return RedirectBack(next);
    }

    public async Task<IActionResult> OnPostUndoAsync([FromForm] Guid id, [FromForm] string? next, CancellationToken ct)
    {
        if (await handBack.UndoAsync(id, ct))
        {
            this.SetFlash(T["The refund is listed again as to be handed back."]);
        }
        else
        {
            this.SetFlash(T["That refund is still to be handed back."], "info");
        }

        return RedirectBack(next);
    }

    public string GetPageUrl(PagePosition place) =>
        Url.Page(
            "/Refunds/Index",
            new
            {
                status = Status,
                @event = EventId,
                channel = Channel,
                of = Of,
                from = InsightsParameters.FormatDay(From),
                until = InsightsParameters.FormatDay(Until),
                at = place.ToString(),
            }
        )!;

    private (DateTimeOffset? From, DateTimeOffset? Until) Range => clock.GetRange(From, Until);

    private RefundFilter Filter =>
        new(
            Status switch
            {
                RefundListStatus.Pending => RefundStatus.Pending,
                RefundListStatus.Failed => RefundStatus.Failed,
                RefundListStatus.Succeeded => RefundStatus.Succeeded,
                _ => null,
            },
            EventId,
            Channel,
            Range.From,
            Range.Until,
            Of == "sales",
            Status switch
            {
                RefundListStatus.ToHandBack => true,
                RefundListStatus.Succeeded => false,
                _ => null,
            }
        );

    private LocalRedirectResult RedirectBack(string? next) => LocalRedirect(Url.IsLocalUrl(next) ? next : "/admin/refunds");
}
