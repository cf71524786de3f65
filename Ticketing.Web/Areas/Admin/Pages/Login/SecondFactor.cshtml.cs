using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Accounts;
using Ticketing.Hosting;

namespace Ticketing.Areas.Admin.Pages.Login;

/// <summary>The second step: a code of the authenticator app, or a recovery code.</summary>
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class SecondFactorModel(StaffSignIn signIn) : PageModel
{
    [BindProperty]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "next")]
    public string? Next { get; set; }

    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await signIn.AwaitsSecondFactorAsync() ? Page() : RedirectToPage("/Login/Index", new { next = Next });

    public async Task<IActionResult> OnPostAsync()
    {
        switch (await signIn.WithCodeAsync(Code ?? ""))
        {
            case SignInOutcome.SignedIn:
                return LocalRedirect(Url.IsLocalUrl(Next) ? Next : "/admin");
            case SignInOutcome.LockedOut:
                Refusal = "Too many attempts. Wait five minutes, then try again.";
                break;
            case SignInOutcome.StartAgain:
                return RedirectToPage("/Login/Index", new { next = Next });
            default:
                Refusal = "That code is not right, or it is over. Take the one that the app shows now.";
                break;
        }

        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
