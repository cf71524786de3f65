using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Hosting;
using Ticketing.Orders;
using Ticketing.Payments;

namespace Ticketing.Pages.Orders;

/// <summary>
/// A buyer's order. A link's token is exchanged for a cookie and removed from the URL by a redirect. Without the cookie the
/// response is the same whether or not the order exists.
/// </summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class DetailsModel(OrderBook book, OrderAccess access, OrderCookie cookie, BuyerReturn payments, OrderDesk desk) : PageModel
{
    private const int MostLooks = 20;
    private const int QuickLooks = 10;

    /// <summary>Null without access.</summary>
    public ShownOrder? Shown { get; private set; }

    public bool IsConfirming { get; private set; }

    public bool LooksAgain { get; private set; }

    /// <summary>The buyer is done; the bank may take days to confirm.</summary>
    public bool IsProcessing { get; private set; }

    /// <param name="look">Number of automatic refreshes so far.</param>
    public async Task<IActionResult> OnGetAsync(string reference, string? token, int look, CancellationToken ct)
    {
        var normalized = reference.ToUpperInvariant();
        if (Request.Query.ContainsKey("token"))
        {
            await RedeemAsync(normalized, token ?? "", ct);
            return new SeeOther($"/orders/{Uri.EscapeDataString(normalized)}");
        }

        if (await desk.OpenAsync(HttpContext, normalized, ct) is not { } order)
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Page();
        }

        Shown = await desk.ShowAsync(await SettledAsync(order, look, ct), ct);
        return Page();
    }

    private async Task RedeemAsync(string reference, string token, CancellationToken ct)
    {
        if (await access.RedeemAsync(token, ct) is { } id && await book.FindAsync(reference, ct) is { } order && order.Id == id)
        {
            cookie.Grant(HttpContext, order);
        }
    }

    private async Task<Order> SettledAsync(Order order, int look, CancellationToken ct)
    {
        if (order.Status != OrderStatus.Pending || await payments.LookAgainAsync(order.Id, ct) is not { } result)
        {
            return order;
        }

        IsProcessing = result.IsProcessing;
        IsConfirming = result.Status == PaymentStatus.Open && !IsProcessing;
        LooksAgain = IsConfirming && look is >= 0 and < MostLooks;
        if (LooksAgain)
        {
            var wait = look < QuickLooks ? 3 : 10;
            Response.Headers["Refresh"] = string.Create(CultureInfo.InvariantCulture, $"{wait}; url=/orders/{order.Reference}?look={look + 1}");
        }

        return result.Order;
    }
}
