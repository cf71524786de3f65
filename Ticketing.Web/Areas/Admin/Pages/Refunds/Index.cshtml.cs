using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Orders;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages.Refunds;

public sealed class IndexModel(RefundBook book, RetryRefund retry, VenueClock clock) : PageModel
{
    private const int PerPage = 50;

    [BindProperty(SupportsGet = true, Name = "status")]
    public RefundStatus? Status { get; set; }

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

    [BindProperty(SupportsGet = true, Name = "number")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<ListedRefund> Listed { get; private set; } = [];

    public bool HasMore { get; private set; }

    public int Failed { get; private set; }

    public int Pending { get; private set; }

    public bool IsNarrowed => Filter != new RefundFilter();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Number = Math.Clamp(Number, 1, 100_000);
        var found = await book.ListAsync(Filter, (Number - 1) * PerPage, PerPage + 1, ct);
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

    public string LinkTo(int number) => Url.Page("/Refunds/Index", new
    {
        status = Status, @event = EventId, channel = Channel, of = Of, from = FigureQuery.Typed(From), until = FigureQuery.Typed(Until), number,
    })!;

    private (DateTimeOffset? From, DateTimeOffset? Until) Within => clock.Between(From, Until);

    private RefundFilter Filter => new(
        Status, EventId, Channel, Within.From, Within.Until, Of == "sales");
}
