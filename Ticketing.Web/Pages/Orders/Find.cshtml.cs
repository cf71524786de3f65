using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Features.Orders.Access;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Pages.Orders;

/// <summary>The response does not reveal whether the address has any orders.</summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[EnableRateLimiting(RateLimits.FindOrders)]
public sealed class FindModel(SendOrderLinks orders) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    public bool IsAnswered { get; private set; }

    public string? Error { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!EmailAddress.TryParse(Email, out var address))
        {
            Error = string.IsNullOrWhiteSpace(Email)
                ? "Enter the e-mail address that you bought with."
                : "This is not a complete e-mail address. It looks like name@example.com.";
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        await orders.QueueAsync(address, ct);
        (IsAnswered, Email) = (true, address);
        return Page();
    }
}
