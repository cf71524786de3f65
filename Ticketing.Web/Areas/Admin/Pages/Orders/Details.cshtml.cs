using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Events;
using Ticketing.Insights.Timeline;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments.Disputes;
using Ticketing.Settings;
using Ticketing.Tickets;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class DetailsModel(
    OrderBook book, Catalogue catalogue, OrderTimeline timeline, ResendConfirmation confirmation, CorrectOrder correct, BuyerDetails details,
    DisputeBook disputes, SuspendTickets suspend, VenueClock clock) : PageModel
{
    public Order Order { get; private set; } = null!;

    public Event Event { get; private set; } = null!;

    public IReadOnlyList<Ticket> Tickets { get; private set; } = [];

    public IReadOnlyList<Dispute> Disputes { get; private set; } = [];

    public IReadOnlyList<TimelineEntry> Timeline { get; private set; } = [];

    public VenueClock Clock => clock;

    public RefusedCorrection? Refused { get; private set; }

    public Task<IActionResult> OnGetAsync(string reference, CancellationToken ct) => WithOrderAsync(reference, _ => Task.FromResult<IActionResult>(Page()), ct);

    public Task<IActionResult> OnPostResendAsync(string reference, string? email, CancellationToken ct) => WithOrderAsync(reference, async order =>
    {
        if (!EmailAddress.TryParse(email, out var address))
        {
            return Refuse(new("resend", BuyerFault.EmailInvalid.InWords(), email ?? ""));
        }

        return await confirmation.ResendByStaffAsync(order.Id, address, ct) == ResendOutcome.Queued
            ? Done($"The tickets go out to {address}.")
            : Refuse(new("resend", "This order is not paid: there is nothing to send.", address), StatusCodes.Status409Conflict);
    }, ct);

    public Task<IActionResult> OnPostBuyerAsync(string reference, string? name, string? phone, bool onTickets, CancellationToken ct) => WithOrderAsync(reference, async order =>
    {
        var typed = details.CheckForStaff(name, order.BuyerEmail, phone, nameRequired: true);
        if (typed.Buyer is not { } buyer)
        {
            return Refuse(new("buyer", string.Join(' ', typed.Faults.Select(fault => fault.InWords())), name ?? "", phone ?? ""));
        }

        await correct.CorrectBuyerAsync(order.Id, buyer.Name, buyer.Phone, onTickets, ct);
        return Done("The buyer is corrected.");
    }, ct);

    public Task<IActionResult> OnPostAttendeeAsync(string reference, int number, string? name, CancellationToken ct) => WithOrderAsync(reference, async order =>
    {
        var (read, fault) = BuyerDetails.CheckName(name);
        if (fault is { } wrong)
        {
            return Refuse(new($"ticket-{number}", wrong.InWords(), name ?? ""));
        }

        return await correct.RenameAttendeeAsync(order.Id, number, read, ct) ? Done($"Ticket {number} is now in the name of {read}.") : NotFound();
    }, ct);

    public Task<IActionResult> OnPostSuspendAsync(string reference, CancellationToken ct) => WithOrderAsync(reference, async order =>
        await suspend.SuspendAsync(order.Id, ct) is > 0 and var count
            ? Done($"{(count == 1 ? "1 ticket is" : $"{count} tickets are")} suspended: the door refuses {(count == 1 ? "it" : "them")} until you lift that.")
            : Done("There was no ticket to suspend: nothing was changed.", "info"), ct);

    public Task<IActionResult> OnPostLiftAsync(string reference, CancellationToken ct) => WithOrderAsync(reference, async order =>
        await suspend.LiftAsync(order.Id, ct) is > 0 and var count
            ? Done($"{(count == 1 ? "1 ticket is" : $"{count} tickets are")} good again.")
            : Done("No ticket was suspended: nothing was changed.", "info"), ct);

    private async Task<IActionResult> WithOrderAsync(string reference, Func<Order, Task<IActionResult>> act, CancellationToken ct)
    {
        if (await book.FindAsync(reference.ToUpperInvariant(), ct) is not { } order)
        {
            return NotFound();
        }

        var answer = await act(order);
        if (answer is PageResult)
        {
            Order = order;
            Event = await catalogue.GetAsync(order.EventId, ct);
            Tickets = await book.TicketsAsync(order.Id, ct);
            Disputes = await disputes.OfOrderAsync(order.Id, ct);
            Timeline = await timeline.OfAsync(order, ct);
        }

        return answer;
    }

    private RedirectToPageResult Done(string told, string kind = "success")
    {
        this.Tell(told, kind);
        return RedirectToPage("/Orders/Details", new { reference = RouteData.Values["reference"] });
    }

    private PageResult Refuse(RefusedCorrection refused, int status = StatusCodes.Status400BadRequest)
    {
        Refused = refused;
        Response.StatusCode = status;
        return Page();
    }
}

/// <param name="Form">"resend", "buyer" or a ticket's form, such as "ticket-2".</param>
public sealed record RefusedCorrection(string Form, string Why, string Typed, string TypedPhone = "");
