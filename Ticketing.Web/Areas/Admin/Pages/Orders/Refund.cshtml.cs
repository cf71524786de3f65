using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Pages.Refunds;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class RefundModel(
    OrderQueries orders,
    EventQueries events,
    RefundQueries refunds,
    RefundOrder refund,
    HandBackRefund handBack
) : PageModel
{
    [BindProperty]
    public IReadOnlyList<Guid> Chosen { get; set; } = [];

    /// <summary>All tickets that are still valid.</summary>
    [BindProperty]
    public bool All { get; set; }

    [BindProperty]
    public bool KeepFee { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The buyer already has the money.</summary>
    [BindProperty]
    public bool HandedBack { get; set; }

    public Order Order { get; private set; } = null!;

    public Event Event { get; private set; } = null!;

    public IReadOnlyList<Ticket> Tickets { get; private set; } = [];

    public IReadOnlyList<Refund> Refunds { get; private set; } = [];

    /// <summary>Maximum refundable amount in minor units; null if the order was not paid online.</summary>
    public long? RefundableAmount { get; private set; }

    public bool IsPaidOnline => RefundableAmount is not null;

    /// <summary>Earlier refunds that named no tickets leave less than the price of the chosen ones.</summary>
    public bool IsReduced =>
        Reviewed.Count > 0
        && Total.MinorUnits
            < RefundCalculator.CreateLines(Order, Tickets.Where(t => Chosen.Contains(t.Id)), KeepFee).Sum(line => line.Total);

    public string? Error { get; private set; }

    public string? ReasonError { get; private set; }

    /// <summary>Empty in the first step.</summary>
    public IReadOnlyList<RefundLine> Reviewed { get; private set; } = [];

    public IEnumerable<Ticket> ValidTickets => Tickets.Where(t => t.Status == TicketStatus.Valid);

    public int CheckedInCount => Tickets.Count(t => Chosen.Contains(t.Id) && t.CheckedInAt is not null);

    public bool CanRefund => Order.Status == OrderStatus.Paid && ValidTickets.Any();

    public Money Total => Order.Money(Reviewed.Sum(line => line.Total));

    public Money FullPrice => GetPrice(ValidTickets);

    public Money GetPrice(params IEnumerable<Ticket> tickets) =>
        Order.Money(RefundCalculator.CreateLines(Order, tickets, keepBookingFee: false).Sum(line => line.Total));

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct) =>
        await LoadAsync(reference, ct) ? Page() : NotFound();

    /// <param name="step">"review", "back" or "refund".</param>
    public async Task<IActionResult> OnPostAsync(string reference, [FromForm] string? step, CancellationToken ct)
    {
        if (!await LoadAsync(reference, ct))
        {
            return NotFound();
        }

        Reason = (Reason ?? "").Trim();
        if (All)
        {
            Chosen = [.. ValidTickets.Select(t => t.Id)];
        }

        if (step == "back")
        {
            return Page();
        }

        if (Validate() is { } status)
        {
            return PageWithStatus(status);
        }

        return step == "refund" ? await RefundAsync(ct) : Review();
    }

    private int? Validate()
    {
        ReasonError = RefundReason.FindError(Reason!);
        if (ReasonError is not null)
        {
            return StatusCodes.Status400BadRequest;
        }

        if (Chosen.Count == 0)
        {
            Error = T["Choose at least one ticket to refund."];
            return StatusCodes.Status400BadRequest;
        }

        if (!Chosen.All(id => ValidTickets.Any(t => t.Id == id)))
        {
            Error = T["Some of these tickets have been refunded in the meantime. Nothing was changed: check again."];
            return StatusCodes.Status409Conflict;
        }

        return null;
    }

    private PageResult Review()
    {
        Reviewed = RefundCalculator.LimitTo(
            RefundCalculator.CreateLines(Order, Tickets.Where(t => Chosen.Contains(t.Id)), KeepFee),
            RefundableAmount
        );
        return Page();
    }

    private async Task<IActionResult> RefundAsync(CancellationToken ct)
    {
        var outcome = await refund.RefundAsync(new RefundOrderRequest(Order.Id, Chosen, KeepFee, Reason!), ct);
        if (outcome is RefundOutcome.Started { Refund: var made })
        {
            var handedBack = HandedBack && made.IsManual && await handBack.MarkAsync(made.Id, ct);
            this.SetFlash(GetResultText(made, handedBack));
            return RedirectToPage(new { reference = Order.Reference });
        }

        await LoadAsync(Order.Reference, ct);
        Error =
            outcome is RefundOutcome.NotPaid
                ? T["This order is not paid."]
                : T["Some of these tickets have been refunded in the meantime. Nothing was changed: check again."];
        return PageWithStatus(StatusCodes.Status409Conflict);
    }

    private string GetResultText(Refund made, bool handedBack)
    {
        var count = made.Lines.Count;
        var tickets = T.Plural(count, "1 ticket no longer valid.", "{0} tickets no longer valid.");
        return made switch
        {
            { Amount: 0 } => tickets + " " + T["There was nothing left to pay back for them."],
            { IsManual: true } when handedBack => tickets + " " + T["{0} handed back.", made.Money],
            { IsManual: true } => tickets
                + $" {RefundedSale.From(Order).DescribeManualRefund(made.Money.ToString())} "
                + T["Then tick it below."],
            _ => T.Plural(
                count,
                "{1} is on its way back; 1 ticket no longer valid.",
                "{1} is on its way back; {0} tickets no longer valid.",
                made.Money
            ),
        };
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken ct)
    {
        if (await orders.FindAsync(reference.ToUpperInvariant(), ct) is not { } order)
        {
            return false;
        }

        Order = order;
        Event = (await events.FindAsync(order.EventId, ct))!;
        Tickets = await orders.GetTicketsAsync(order.Id, ct);
        Refunds = await refunds.GetForOrderAsync(order.Id, ct);
        RefundableAmount = await refunds.GetRefundableAmountAsync(order.Id, ct);
        return true;
    }

    private PageResult PageWithStatus(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
