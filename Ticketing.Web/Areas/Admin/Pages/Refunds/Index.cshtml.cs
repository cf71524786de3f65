using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Payments.Refunds;

namespace Ticketing.Areas.Admin.Pages.Refunds;

/// <summary>All refunds, and how they stand.</summary>
public sealed class IndexModel(RefundBook book, RetryRefund retry) : PageModel
{
    private const int PerPage = 50;

    [BindProperty(SupportsGet = true, Name = "status")]
    public RefundStatus? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<ListedRefund> Listed { get; private set; } = [];

    public bool HasMore { get; private set; }

    public int Failed { get; private set; }

    public int Pending { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Number = Math.Clamp(Number, 1, 100_000);
        var found = await book.ListAsync(Status, (Number - 1) * PerPage, PerPage + 1, ct);
        (Listed, HasMore) = ([.. found.Take(PerPage)], found.Count > PerPage);
        Failed = await book.CountAsync(RefundStatus.Failed, ct);
        Pending = await book.CountAsync(RefundStatus.Pending, ct);
    }

    public async Task<IActionResult> OnPostRetryAsync([FromForm] Guid id, CancellationToken ct)
    {
        if (await retry.RetryAsync(id, ct))
        {
            this.Tell("The refund is tried again.");
        }
        else
        {
            this.Tell("That refund has not failed, or is being tried again already.", "info");
        }

        return Redirect("/admin/refunds");
    }

    public string LinkTo(int number) => $"/admin/refunds?page={number}{(Status is { } status ? $"&status={status}" : "")}";
}
