using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages.Login;

[EnableRateLimiting(RateLimits.SignIn)]
public sealed class IndexModel(StaffSignIn signIn, IOptionsMonitor<AccountOptions> options) : PageModel
{
    public bool IsRegistrationOpen => options.CurrentValue.SelfRegistration;

    [BindProperty]
    public string Email { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    [BindProperty]
    public string Credential { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "next")]
    public string? Next { get; set; }

    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        await signIn.SignInWithPasswordAsync(Email ?? "", Password ?? "", ct) switch
        {
            SignInOutcome.SignedIn => RedirectToPage("/Account/SecondFactor/Index"),
            SignInOutcome.SecondFactorRequired => RedirectToPage("/Login/SecondFactor", new { next = Next }),
            SignInOutcome.NotActive => Refuse(T["Your account is awaiting approval or has been disabled."]),
            SignInOutcome.TooManyAttempts => Refuse(
                T["Too many failed attempts. Wait 15 minutes, or sign in with a passkey."],
                StatusCodes.Status429TooManyRequests
            ),
            // Same text for a wrong password and a locked account, so that accounts cannot be discovered.
            _ => Refuse(T["The email and password don’t match. After five wrong attempts the account is locked for five minutes."]),
        };

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await signIn.CreatePasskeyOptionsAsync(), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken ct) =>
        await signIn.SignInWithPasskeyAsync(Credential ?? "", ct) switch
        {
            SignInOutcome.SignedIn => LocalRedirect(Url.IsLocalUrl(Next) ? Next : "/admin"),
            SignInOutcome.NotActive => Refuse(T["Your account has been disabled."]),
            _ => Refuse(T["Unknown passkey. Try again, or sign in another way."]),
        };

    private PageResult Refuse(string reason, int status = StatusCodes.Status403Forbidden)
    {
        Refusal = reason;
        Response.StatusCode = status;
        return Page();
    }
}
