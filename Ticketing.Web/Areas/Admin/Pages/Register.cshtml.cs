using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages;

[EnableRateLimiting(RateLimits.Mails)]
public sealed class RegisterModel(RegisterStaff registering, IOptionsMonitor<AccountOptions> options) : PageModel
{
    [BindProperty]
    public string Name { get; set; } = "";

    [BindProperty]
    public string Email { get; set; } = "";

    public bool Sent { get; private set; }

    public AccountOutcome.Refused? Refused { get; private set; }

    private bool IsOpen => options.CurrentValue.SelfRegistration;

    public IActionResult OnGet() => IsOpen ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!IsOpen)
        {
            return NotFound();
        }

        Refused = await registering.RegisterAsync(Name ?? "", Email ?? "", ct) as AccountOutcome.Refused;
        Sent = Refused is null;
        Response.StatusCode = Sent ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return Page();
    }
}
