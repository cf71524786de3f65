using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages;

/// <summary>Gives the same response for known and unknown addresses, so that accounts cannot be discovered.</summary>
[EnableRateLimiting(RateLimits.Mails)]
public sealed class ForgotModel(PasswordReset reset) : PageModel
{
    [BindProperty]
    public string Email { get; set; } = "";

    public bool Sent { get; private set; }

    public AccountOutcome.Refused? Refused { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Refused = await reset.RequestAsync(Email ?? "", ct) as AccountOutcome.Refused;
        Sent = Refused is null;
        Response.StatusCode = Sent ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return Page();
    }
}
