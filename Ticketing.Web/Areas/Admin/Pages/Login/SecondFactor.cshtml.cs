using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Accounts;
using Ticketing.Hosting;

namespace Ticketing.Areas.Admin.Pages.Login;

[EnableRateLimiting(RateLimits.SignIn)]
public sealed class SecondFactorModel(StaffSignIn signIn) : PageModel
{
    [BindProperty]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "next")]
    public string? Next { get; set; }

    public SecondSteps Steps { get; private set; } = null!;

    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await ReadAsync() ? Page() : StartAgain();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await ReadAsync())
        {
            return StartAgain();
        }

        switch (await signIn.WithCodeAsync(Code ?? "", ct))
        {
            case SignInOutcome.SignedIn:
                return LocalRedirect(Url.IsLocalUrl(Next) ? Next : "/admin");
            case SignInOutcome.StartAgain:
                return StartAgain();
            case SignInOutcome.LockedOut:
                Refusal = "Too many attempts. Wait five minutes, then try again.";
                break;
            default:
                Refusal = "That code is not right, or it was used. Wait for the next one that the app shows.";
                break;
        }

        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }

    private async Task<bool> ReadAsync()
    {
        if (await signIn.AwaitedAsync() is not { } steps)
        {
            return false;
        }

        Steps = steps;
        return true;
    }

    private RedirectToPageResult StartAgain() => RedirectToPage("/Login/Index", new { next = Next });
}
