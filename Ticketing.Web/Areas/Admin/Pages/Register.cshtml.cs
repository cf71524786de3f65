using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages;

[EnableRateLimiting(RateLimits.Mails)]
public sealed class RegisterModel(RegisterStaff registering) : PageModel
{
    [BindProperty]
    public string Name { get; set; } = "";

    [BindProperty]
    public string Email { get; set; } = "";

    public bool Sent { get; private set; }

    public AccountOutcome.Refused? Refused { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Refused = await registering.RegisterAsync(Name ?? "", Email ?? "", ct) as AccountOutcome.Refused;
        Sent = Refused is null;
        Response.StatusCode = Sent ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return Page();
    }
}
