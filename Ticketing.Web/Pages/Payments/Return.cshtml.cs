using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Hosting;
using Ticketing.Orders;
using Ticketing.Payments;

namespace Ticketing.Pages.Payments;

/// <summary>Where the provider sends the buyer back to, in whichever browser: the code alone opens the order.</summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class ReturnModel(BuyerReturn buyerReturn, OrderCookie cookie) : PageModel
{
    /// <param name="left">The buyer left the provider's page without paying.</param>
    public async Task<IActionResult> OnGetAsync(string code, bool left, CancellationToken ct)
    {
        var back = await buyerReturn.ComeBackAsync(code, ct);
        if (back is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        cookie.Grant(HttpContext, back.Order);
        var ended = back.Status switch
        {
            PaymentStatus.Declined => "declined",
            PaymentStatus.Cancelled => "cancelled",
            PaymentStatus.Expired => "expired",
            PaymentStatus.Open when left && !back.IsProcessing => "left",
            _ => null,
        };

        // An earlier attempt may have ended so while a later one was paid: then the order is what counts.
        return new SeeOther(ended is null || back.Order.Status == OrderStatus.Paid
            ? $"/orders/{back.Order.Reference}"
            : $"/checkout/{back.HoldCode}?payment={ended}");
    }
}
