using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Events;
using Ticketing.Orders;
using Ticketing.Payments.Refunds;
using Ticketing.Settings;
using Ticketing.Tickets;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class RefundModel(OrderBook book, Catalogue catalogue, RefundBook refunds, RefundOrder refund) : PageModel
{
    [BindProperty]
    public IReadOnlyList<Guid> Chosen { get; set; } = [];

    [BindProperty]
    public bool KeepFee { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Order Order { get; private set; } = null!;

    public Event Event { get; private set; } = null!;

    public IReadOnlyList<Ticket> Tickets { get; private set; } = [];

    public IReadOnlyList<Refund> Refunds { get; private set; } = [];

    /// <summary>Maximum refundable amount in minor units; null if the order was not paid online.</summary>
    public long? Left { get; private set; }

    public bool IsPaidOnline => Left is not null;

    /// <summary>Earlier refunds that named no tickets leave less than the price of the chosen ones.</summary>
    public bool IsCut => Reviewed.Count > 0 && Sum.MinorUnits < RefundSum.Of(Order, Tickets.Where(t => Chosen.Contains(t.Id)), KeepFee).Sum(line => line.Total);

    public string? Error { get; private set; }

    public string? ReasonError { get; private set; }

    /// <summary>Empty in the first step.</summary>
    public IReadOnlyList<RefundLine> Reviewed { get; private set; } = [];

    public IEnumerable<Ticket> Valid => Tickets.Where(t => t.Status == TicketStatus.Valid);

    public int InAlready => Tickets.Count(t => Chosen.Contains(t.Id) && t.CheckedInAt is not null);

    public bool CanRefund => Order.Status == OrderStatus.Paid && Valid.Any();

    public Money Sum => Order.Money(Reviewed.Sum(line => line.Total));

    public Money PriceOf(Ticket ticket) => Order.Money(RefundSum.Of(Order, [ticket], keepBookingFee: false)[0].Total);

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        if (!await LoadAsync(reference, ct))
        {
            return NotFound();
        }

        Chosen = [.. Valid.Select(t => t.Id)];
        return Page();
    }

    /// <param name="step">"review", "back" or "refund".</param>
    public async Task<IActionResult> OnPostAsync(string reference, [FromForm] string? step, CancellationToken ct)
    {
        if (!await LoadAsync(reference, ct))
        {
            return NotFound();
        }

        Reason = (Reason ?? "").Trim();
        if (step == "back")
        {
            return Page();
        }

        if (FindFault() is { } status)
        {
            return Show(status);
        }

        return step == "refund" ? await RefundAsync(ct) : Review();
    }

    private int? FindFault()
    {
        if (Reason!.Length > RefundOrder.ReasonWidth)
        {
            ReasonError = $"Please say it in {RefundOrder.ReasonWidth} characters.";
            return StatusCodes.Status400BadRequest;
        }

        if (Chosen.Count == 0)
        {
            Error = "Choose at least one ticket.";
            return StatusCodes.Status400BadRequest;
        }

        if (!Chosen.All(id => Valid.Any(t => t.Id == id)))
        {
            Error = "Some of these tickets were refunded meanwhile. Nothing was changed: look again.";
            return StatusCodes.Status409Conflict;
        }

        return null;
    }

    private PageResult Review()
    {
        Reviewed = RefundSum.UpTo(RefundSum.Of(Order, Tickets.Where(t => Chosen.Contains(t.Id)), KeepFee), Left);
        return Page();
    }

    private async Task<IActionResult> RefundAsync(CancellationToken ct)
    {
        var outcome = await refund.RefundAsync(new RefundWish(Order.Id, Chosen, KeepFee, Reason!), ct);
        if (outcome is RefundOutcome.Started { Refund: var made })
        {
            this.Tell(Told(made));
            return RedirectToPage(new { reference = Order.Reference });
        }

        await LoadAsync(Order.Reference, ct);
        Error = outcome is RefundOutcome.NotPaid ? "This order is not paid." : "Some of these tickets were refunded meanwhile. Nothing was changed: look again.";
        return Show(StatusCodes.Status409Conflict);
    }

    private static string Told(Refund made)
    {
        var tickets = $"{RefundsInWords.Tickets(made.Lines.Count)} no longer valid.";
        return made switch
        {
            { Amount: 0 } => $"{tickets} There was nothing left to pay back for them.",
            { IsCash: true } => $"{tickets} Not paid online: hand back {made.Money} in cash.",
            _ => $"{made.Money} is on its way back; {tickets}",
        };
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken ct)
    {
        if (await book.FindAsync(reference.ToUpperInvariant(), ct) is not { } order)
        {
            return false;
        }

        Order = order;
        Event = await catalogue.GetAsync(order.EventId, ct);
        Tickets = await book.TicketsAsync(order.Id, ct);
        Refunds = await refunds.OfOrderAsync(order.Id, ct);
        Left = await refunds.LeftAsync(order.Id, ct);
        return true;
    }

    private PageResult Show(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
