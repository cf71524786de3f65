using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Hosting;
using Ticketing.Notifications;
using Ticketing.Orders;

namespace Ticketing.Pages.Orders;

[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[EnableRateLimiting(RateLimits.Mails)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class ResendModel(OrderDesk desk, OrderBook book, OrderCookie cookie, ResendConfirmation confirmation) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    public string Reference { get; private set; } = "";

    public string? Error { get; private set; }

    public bool IsTooOften { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        if (await desk.OpenAsync(HttpContext, reference, ct) is not { } order)
        {
            return ToOrder(reference);
        }

        Reference = order.Reference;
        Email = order.BuyerEmail;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken ct)
    {
        if (await desk.OpenAsync(HttpContext, reference, ct) is not { } order)
        {
            return ToOrder(reference);
        }

        Reference = order.Reference;
        if (!EmailAddress.TryParse(Email, out var address))
        {
            Error = "This is not a complete e-mail address. It looks like name@example.com.";
            return Show(StatusCodes.Status422UnprocessableEntity);
        }

        if (await confirmation.ResendAsync(order.Id, address, ct) == ResendOutcome.TooOften)
        {
            IsTooOften = true;
            return Show(StatusCodes.Status429TooManyRequests);
        }

        // A corrected address revokes all earlier links and cookies; grant this browser access again.
        cookie.Grant(HttpContext, await book.GetAsync(order.Id, ct));
        return ToOrder(order.Reference, "#mails");
    }

    private static SeeOther ToOrder(string reference, string part = "") => new($"/orders/{Uri.EscapeDataString(reference)}{part}");

    private PageResult Show(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
