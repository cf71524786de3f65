using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages.Login;

[EnableRateLimiting(RateLimits.SignIn)]
public sealed class SecondFactorModel(StaffSignIn signIn) : PageModel
{
    [BindProperty]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "next")]
    public string? Next { get; set; }

    public AvailableSecondFactors AvailableFactors { get; private set; } = null!;

    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : StartAgain();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync())
        {
            return StartAgain();
        }

        switch (await signIn.SignInWithCodeAsync(Code ?? "", ct))
        {
            case SignInOutcome.SignedIn:
                return LocalRedirect(Url.IsLocalUrl(Next) ? Next : "/admin");
            case SignInOutcome.FirstStepExpired:
                return StartAgain();
            case SignInOutcome.LockedOut:
                Refusal = T["Too many attempts. Wait five minutes, then try again."];
                break;
            case SignInOutcome.TooManyAttempts:
                Refusal = T["Too many failed attempts. Wait 15 minutes, or use a passkey."];
                Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return Page();
            default:
                Refusal = T["That code is not right, or it was used. Wait for the next one that the app shows."];
                break;
        }

        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }

    private async Task<bool> LoadAsync()
    {
        if (await signIn.FindAvailableFactorsAsync() is not { } steps)
        {
            return false;
        }

        AvailableFactors = steps;
        return true;
    }

    private RedirectToPageResult StartAgain() => RedirectToPage("/Login/Index", new { next = Next });
}
