using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Hosting;
using Ticketing.Orders;
using Ticketing.Payments;

namespace Ticketing.Pages.Orders;

/// <summary>
/// A buyer's order. A link's token is exchanged for the cookie and taken out of the address at once; without the cookie the answer is
/// the same whether or not there is such an order.
/// </summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class DetailsModel(OrderBook book, OrderAccess access, OrderCookie cookie, BuyerReturn payments, OrderDesk desk) : PageModel
{
    private const int MostLooks = 20;
    private const int QuickLooks = 10;

    /// <summary>Null for who may not see it.</summary>
    public ShownOrder? Shown { get; private set; }

    /// <summary>The payment's outcome is not known yet.</summary>
    public bool IsConfirming { get; private set; }

    public bool LooksAgain { get; private set; }

    /// <summary>The buyer has done all; the bank takes its days.</summary>
    public bool IsProcessing { get; private set; }

    /// <param name="look">How often the page has looked for the payment's outcome by itself.</param>
    public async Task<IActionResult> OnGetAsync(string reference, string? token, int look, CancellationToken ct)
    {
        var spelled = reference.ToUpperInvariant();
        if (Request.Query.ContainsKey("token"))
        {
            await RedeemAsync(spelled, token ?? "", ct);
            return new SeeOther($"/orders/{Uri.EscapeDataString(spelled)}");
        }

        if (await desk.OpenAsync(HttpContext, spelled, ct) is not { } order)
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
        if (order.Status != OrderStatus.Pending || await payments.LookAgainAsync(order.Id, ct) is not { } back)
        {
            return order;
        }

        IsProcessing = back.IsProcessing;
        IsConfirming = back.Status == PaymentStatus.Open && !IsProcessing;
        LooksAgain = IsConfirming && look is >= 0 and < MostLooks;
        if (LooksAgain)
        {
            var wait = look < QuickLooks ? 3 : 10;
            Response.Headers["Refresh"] = string.Create(CultureInfo.InvariantCulture, $"{wait}; url=/orders/{order.Reference}?look={look + 1}");
        }

        return back.Order;
    }
}
