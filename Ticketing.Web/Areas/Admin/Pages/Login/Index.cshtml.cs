using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Accounts;
using Ticketing.Hosting;

namespace Ticketing.Areas.Admin.Pages.Login;

/// <summary>The first step: e-mail and password.</summary>
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class IndexModel(StaffSignIn signIn) : PageModel
{
    [BindProperty]
    public string Email { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "next")]
    public string? Next { get; set; }

    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        switch (await signIn.WithPasswordAsync(Email ?? "", Password ?? ""))
        {
            case SignInOutcome.SignedIn:
                return LocalRedirect("/admin/account/second-factor");
            case SignInOutcome.SecondFactorNeeded:
                return RedirectToPage("/Login/SecondFactor", new { next = Next });
            case SignInOutcome.LockedOut:
                Refusal = "Too many attempts. Wait five minutes, then try again.";
                break;
            case SignInOutcome.NotLetIn:
                Refusal = "Your account is waiting for a superadmin’s approval, or was shut.";
                break;
            default:
                Refusal = "E-mail and password do not match.";
                break;
        }

        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
