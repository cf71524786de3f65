using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Orders;

/// <summary>The response does not reveal whether the address has any orders.</summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[EnableRateLimiting(RateLimits.FindOrders)]
public sealed class FindModel(SendOrderLinks orders) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Answer to <see cref="EmailDoubt"/>.</summary>
    [BindProperty]
    public string? EmailChoice { get; set; }

    public EmailDoubt? EmailDoubt { get; private set; }

    public bool IsAnswered { get; private set; }

    public string? Error { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var email = TypedEmail.Read(Email, EmailChoice);
        if (email.Address.Length == 0)
        {
            EmailDoubt = email.Doubt;
            Error =
                email.Doubt is not null ? null
                : string.IsNullOrWhiteSpace(Email) ? T["Enter the email address you ordered with."]
                : T["Enter a valid email, like name@example.com."];
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        await orders.QueueAsync(email.Address, ct);
        (IsAnswered, Email) = (true, email.Address);
        return Page();
    }
}
