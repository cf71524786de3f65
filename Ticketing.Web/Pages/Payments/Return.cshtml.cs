using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Payments;

/// <summary>Return URL of the payment provider. The code alone grants access, because the buyer may return in another browser.</summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class ReturnModel(PaymentReturn buyerReturn, OrderCookie cookie) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string code, bool left, CancellationToken ct)
    {
        var result = await buyerReturn.HandleReturnAsync(code, ct);
        if (result is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        cookie.GrantToBuyer(HttpContext, result.Order);
        var ended = result.Status switch
        {
            PaymentStatus.Declined => "declined",
            PaymentStatus.Cancelled => "cancelled",
            PaymentStatus.Expired => "expired",
            PaymentStatus.Open when left && !result.IsProcessing => "left",
            _ => null,
        };

        // A later attempt may have been paid although this one failed: the order decides.
        return new SeeOtherResult(
            ended is null || result.Order.Status == OrderStatus.Paid
                ? $"/orders/{result.Order.Reference}"
                : $"/checkout/{result.HoldCode}?payment={ended}"
        );
    }
}
