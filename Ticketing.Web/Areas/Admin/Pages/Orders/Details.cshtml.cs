using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Insights.Timeline;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.Notes;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class DetailsModel(
    OrderQueries orders,
    EventQueries events,
    OrderTimeline timeline,
    ResendConfirmation confirmation,
    CorrectOrder correct,
    BuyerValidator details,
    DisputeQueries disputes,
    RefundQueries refunds,
    SuspendTickets suspend,
    OrderNotes notes,
    OrderTags tags,
    VenueClock clock
) : PageModel
{
    public Order Order { get; private set; } = null!;

    public Event Event { get; private set; } = null!;

    public IReadOnlyList<Ticket> Tickets { get; private set; } = [];

    public IReadOnlyList<Dispute> Disputes { get; private set; } = [];

    public IReadOnlyList<Refund> Refunds { get; private set; } = [];

    public IEnumerable<Refund> CreditNotes => Refunds.Where(r => r.CreditNoteNumber is not null);

    /// <summary>Minor units, in progress too.</summary>
    public long Refunded => Refunds.Where(r => r.ReducesSale).Sum(r => r.Amount);

    public IReadOnlyList<TimelineEntry> Timeline { get; private set; } = [];

    public OrderNotesCard Notes { get; private set; } = null!;

    public VenueClock Clock => clock;

    public RefusedCorrection? Refused { get; private set; }

    /// <summary>Returns only the preview to the script of the order list.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        var answer = await WithOrderAsync(reference, _ => Task.FromResult<IActionResult>(Page()), ct);
        return answer is PageResult && Request.Headers.XRequestedWith == "fetch" ? Partial("_OrderPreview", this) : answer;
    }

    public Task<IActionResult> OnPostResendAsync(string reference, string? email, CancellationToken ct) =>
        WithOrderAsync(
            reference,
            async order =>
            {
                if (!EmailAddress.TryParse(email, out var address))
                {
                    return Refuse(new("resend", BuyerError.EmailInvalid.ToText(), email ?? ""));
                }

                return await confirmation.ResendByStaffAsync(order.Id, address, ct) == ResendOutcome.Queued
                    ? RedirectWithFlash(T["The tickets go out to {0}.", address])
                    : Refuse(new("resend", T["This order is not paid: there is nothing to send."], address), StatusCodes.Status409Conflict);
            },
            ct
        );

    public Task<IActionResult> OnPostBuyerAsync(string reference, string? name, string? phone, bool onTickets, CancellationToken ct) =>
        WithOrderAsync(
            reference,
            async order =>
            {
                var typed = details.ValidateForStaff(name, order.BuyerEmail, phone, nameRequired: true);
                if (typed.Buyer is not { } buyer)
                {
                    return Refuse(new("buyer", string.Join(' ', typed.Errors.Select(fault => fault.ToText())), name ?? "", phone ?? ""));
                }

                await correct.CorrectBuyerAsync(order.Id, buyer.Name, buyer.Phone, onTickets, ct);
                return RedirectWithFlash(T["Buyer details updated."]);
            },
            ct
        );

    public Task<IActionResult> OnPostCompanyAsync(
        string reference,
        string? name,
        string? address,
        string? taxNumber,
        CancellationToken ct
    ) =>
        WithOrderAsync(
            reference,
            async order =>
            {
                var typed = CompanyValidator.Validate(name, address, taxNumber);
                var errors =
                    typed.Company is null && order.Company is null ? typed.Errors.DefaultIfEmpty(CompanyError.NameMissing) : typed.Errors;
                if (errors.Any())
                {
                    return Refuse(
                        new("company", string.Join(' ', errors.Select(fault => fault.ToText())), name ?? "")
                        {
                            InputAddress = address ?? "",
                            InputTaxNumber = taxNumber ?? "",
                        }
                    );
                }

                await correct.CorrectCompanyAsync(order.Id, typed.Company, ct);
                return RedirectWithFlash(
                    typed.Company is null
                        ? T["Company removed. The order has a receipt."]
                        : T["Company saved. The order has an invoice to it."]
                );
            },
            ct
        );

    public Task<IActionResult> OnPostAttendeeAsync(string reference, int number, string? name, CancellationToken ct) =>
        WithOrderAsync(
            reference,
            async order =>
                BuyerValidator.ValidateName(name) switch
                {
                    NameResult.Invalid { Error: var error } => Refuse(new($"ticket-{number}", error.ToText(), name ?? "")),
                    NameResult.Valid { Name: var valid } => await correct.RenameAttendeeAsync(order.Id, number, valid, ct)
                        ? RedirectWithFlash(T["Ticket {0} is now in the name of {1}.", number, valid])
                        : NotFound(),
                    _ => throw new UnreachableException(),
                },
            ct
        );

    public Task<IActionResult> OnPostSuspendAsync(string reference, CancellationToken ct) =>
        WithOrderAsync(
            reference,
            async order =>
                await suspend.SuspendAsync(order.Id, ct) is > 0 and var count
                    ? RedirectWithFlash(
                        T.Plural(
                            count,
                            "1 ticket is suspended: the door refuses it until you lift that.",
                            "{0} tickets are suspended: the door refuses them until you lift that."
                        )
                    )
                    : RedirectWithFlash(T["There was no ticket to suspend: nothing was changed."], "info"),
            ct
        );

    public Task<IActionResult> OnPostLiftAsync(string reference, CancellationToken ct) =>
        WithOrderAsync(
            reference,
            async order =>
                await suspend.LiftAsync(order.Id, ct) is > 0 and var count
                    ? RedirectWithFlash(T.Plural(count, "1 ticket is good again.", "{0} tickets are good again."))
                    : RedirectWithFlash(T["No ticket was suspended: nothing was changed."], "info"),
            ct
        );

    private async Task<IActionResult> WithOrderAsync(string reference, Func<Order, Task<IActionResult>> act, CancellationToken ct)
    {
        if (await orders.FindAsync(reference.ToUpperInvariant(), ct) is not { } order)
        {
            return NotFound();
        }

        var answer = await act(order);
        if (answer is PageResult)
        {
            Order = order;
            Event = (await events.FindAsync(order.EventId, ct))!;
            Tickets = await orders.GetTicketsAsync(order.Id, ct);
            Disputes = await disputes.GetForOrderAsync(order.Id, ct);
            Refunds = await refunds.GetForOrderAsync(order.Id, ct);
            Notes = await OrderNotesCard.LoadAsync(order, notes, tags, clock, ct);
            Timeline = await timeline.GetForOrderAsync(order, ct);
        }

        return answer;
    }

    private RedirectToPageResult RedirectWithFlash(string message, string kind = "success")
    {
        this.SetFlash(message, kind);
        return RedirectToPage("/Orders/Details", new { reference = RouteData.Values["reference"] });
    }

    private PageResult Refuse(RefusedCorrection refused, int status = StatusCodes.Status400BadRequest)
    {
        Refused = refused;
        Response.StatusCode = status;
        return Page();
    }
}

/// <param name="Form">"resend", "buyer", "company" or a ticket's form, such as "ticket-2".</param>
public sealed record RefusedCorrection(string Form, string Error, string Input, string InputPhone = "")
{
    public string InputAddress { get; init; } = "";
    public string InputTaxNumber { get; init; } = "";
}
