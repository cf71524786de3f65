using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Orders;

public enum ConfirmStep
{
    /// <summary>Neither a valid link nor the browser that ordered.</summary>
    NoAccess,

    /// <summary>The browser that ordered, without the link.</summary>
    CheckInbox,

    /// <summary>Opened by the emailed link.</summary>
    Ready,
    TooLate,
    LimitReached,
}

/// <summary>The emailed link of a free order. Mail scanners open links, so only the button issues the tickets.</summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class ConfirmModel(
    OrderQueries orders,
    OrderAccessTokens access,
    OrderCookie cookie,
    OrderPages orderPages,
    ConfirmOrder confirm,
    OrderEmailChanges emailChanges,
    EventCatalogue catalogue
) : PageModel
{
    /// <summary>From the link; posted back by the button.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    public ConfirmStep Step { get; private set; }

    /// <summary>Null without access.</summary>
    public Order? Order { get; private set; }

    /// <summary>For the browser that bought, while it may still correct its address.</summary>
    public string? HoldCode { get; private set; }

    public Event Event { get; private set; } = null!;

    public int Tickets => Order?.Lines.Sum(line => line.Quantity) ?? 0;

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        if (await FindByTokenAsync(reference, ct) is { } linked)
        {
            return linked.WasSold
                ? new SeeOtherResult($"/orders/{linked.Reference}?token={Uri.EscapeDataString(Token!)}")
                : await ShowAsync(linked, ConfirmStep.Ready, StatusCodes.Status200OK, ct);
        }

        return await orderPages.FindAccessibleAsync(HttpContext, reference, ct) switch
        {
            null => await ShowAsync(null, ConfirmStep.NoAccess, StatusCodes.Status403Forbidden, ct),
            { ConfirmationRequests: > 0, Status: OrderStatus.Pending } waiting => await ShowWaitingAsync(waiting, ct),
            var other => new SeeOtherResult($"/orders/{other.Reference}"),
        };
    }

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken ct)
    {
        if (await FindByTokenAsync(reference, ct) is not { } order || (order.Total > 0 && !order.WasSold))
        {
            return await ShowAsync(null, ConfirmStep.NoAccess, StatusCodes.Status403Forbidden, ct);
        }

        var outcome = order.WasSold ? ConfirmOutcome.AlreadyPaid : await confirm.ConfirmFreeAsync(order, ct);
        if (outcome is ConfirmOutcome.NothingLeft or ConfirmOutcome.FreeLimitReached)
        {
            return outcome == ConfirmOutcome.NothingLeft
                ? await ShowAsync(order, ConfirmStep.TooLate, StatusCodes.Status410Gone, ct)
                : await ShowAsync(order, ConfirmStep.LimitReached, StatusCodes.Status409Conflict, ct);
        }

        await emailChanges.MarkOpenedAsync(order, ct);
        cookie.Grant(HttpContext, order);
        return new SeeOtherResult($"/orders/{order.Reference}");
    }

    // The order first: a link that is valid afterwards was sent to the address that the order was read with.
    private async Task<Order?> FindByTokenAsync(string reference, CancellationToken ct) =>
        !string.IsNullOrEmpty(Token)
        && await orders.FindAsync(reference.ToUpperInvariant(), ct) is { } order
        && await access.ResolveAsync(Token, ct) == order.Id
            ? order
            : null;

    private async Task<PageResult> ShowWaitingAsync(Order order, CancellationToken ct)
    {
        HoldCode = cookie.IsBuyer(HttpContext, order) ? await orderPages.FindOpenHoldCodeAsync(order, ct) : null;
        return await ShowAsync(order, ConfirmStep.CheckInbox, StatusCodes.Status200OK, ct);
    }

    private async Task<PageResult> ShowAsync(Order? order, ConfirmStep step, int status, CancellationToken ct)
    {
        (Order, Step) = (order, step);
        if (order is not null)
        {
            Event = await catalogue.GetAsync(order.EventId, ct);
        }

        Response.StatusCode = status;
        return Page();
    }
}
