using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Orders;

/// <summary>Asks before the tickets of a changed event are returned.</summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class RefundModel(OrderPages orderPages, RefundOffers offers) : PageModel
{
    public OrderView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        if (await orderPages.FindAccessibleAsync(HttpContext, reference, ct) is not { } order)
        {
            return RedirectToOrder(reference);
        }

        View = await orderPages.CreateViewAsync(order, ct);
        return View.RefundsUntil is null ? RedirectToOrder(order.Reference) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string reference, string? answer, CancellationToken ct)
    {
        if (await orderPages.FindAccessibleAsync(HttpContext, reference, ct) is { } order)
        {
            await (answer == "keep" ? offers.KeepAsync(order, ct) : offers.AcceptAsync(order, ct));
        }

        // The order's page shows the refund, or that there is none.
        return RedirectToOrder(reference);
    }

    private static SeeOtherResult RedirectToOrder(string reference) => new($"/orders/{Uri.EscapeDataString(reference)}");
}
