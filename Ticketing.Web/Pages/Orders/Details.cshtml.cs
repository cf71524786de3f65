using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Orders;

/// <summary>
/// A buyer's order. A link's token is exchanged for a cookie and removed from the URL by a redirect. Without the cookie the
/// response is the same whether or not the order exists.
/// </summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class DetailsModel(
    OrderQueries orders,
    OrderAccessTokens access,
    OrderCookie cookie,
    OrderEmailChanges emailChanges,
    PaymentReturn payments,
    OrderPages orderPages
) : PageModel
{
    private const int MaxRefreshes = 20;
    private const int FastRefreshes = 10;

    /// <summary>Null without access.</summary>
    public OrderView? View { get; private set; }

    /// <summary>A linked browser may belong to the mistyped mailbox.</summary>
    public bool MayCorrectEmail => cookie.IsBuyer(HttpContext, View!.Order);

    /// <summary>A link was opened that is used no more: it was replaced by a later one, or never was one.</summary>
    public bool HasLinkEnded => Request.Query["link"] == "ended";

    public bool IsConfirming { get; private set; }

    public bool RefreshesAutomatically { get; private set; }

    /// <summary>The buyer is done; the bank may take days to confirm.</summary>
    public bool IsProcessing { get; private set; }

    /// <param name="look">Number of automatic refreshes so far.</param>
    public async Task<IActionResult> OnGetAsync(string reference, string? token, int look, CancellationToken ct)
    {
        var normalized = reference.ToUpperInvariant();
        if (Request.Query.ContainsKey("token"))
        {
            var isRedeemed = await RedeemAsync(normalized, token ?? "", ct);
            return new SeeOtherResult($"/orders/{Uri.EscapeDataString(normalized)}{(isRedeemed ? "" : "?link=ended")}");
        }

        if (await orderPages.FindAccessibleAsync(HttpContext, normalized, ct) is not { } order)
        {
            if (await ClosedForRecovery.RefuseIfClosedAsync(HttpContext, ct))
            {
                return new EmptyResult();
            }

            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Page();
        }

        View = await orderPages.CreateViewAsync(await RefreshPaymentAsync(order, look, ct), ct);
        return Page();
    }

    private async Task<bool> RedeemAsync(string reference, string token, CancellationToken ct)
    {
        // The order first: a link that is valid afterwards was sent to the address that the order was read with.
        if (await orders.FindAsync(reference, ct) is not { } order || await access.ResolveAsync(token, ct) != order.Id)
        {
            return false;
        }

        await emailChanges.MarkOpenedAsync(order, ct);
        cookie.Grant(HttpContext, order);
        return true;
    }

    private async Task<Order> RefreshPaymentAsync(Order order, int look, CancellationToken ct)
    {
        if (order.Status != OrderStatus.Pending || await payments.RefreshAsync(order.Id, ct) is not { } result)
        {
            return order;
        }

        IsProcessing = result.IsProcessing;
        IsConfirming = result.Status == PaymentStatus.Open && !IsProcessing;
        RefreshesAutomatically = IsConfirming && look is >= 0 and < MaxRefreshes;
        if (RefreshesAutomatically)
        {
            var wait = look < FastRefreshes ? 3 : 10;
            Response.Headers["Refresh"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{wait}; url={LanguagePrefix.AddTo($"/orders/{order.Reference}", HttpContext)}?look={look + 1}"
            );
        }

        return result.Order;
    }
}
