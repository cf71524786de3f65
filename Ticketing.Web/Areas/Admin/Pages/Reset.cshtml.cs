using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages;

[EnableRateLimiting(RateLimits.SignIn)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class ResetModel(PasswordReset reset, StaffSignIn signIn) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    [BindProperty]
    public string Password { get; set; } = "";

    public bool IsLinkExpired { get; private set; }

    public AccountOutcome.Refused? Refused { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (!await reset.IsLinkValidAsync(Token, ct))
        {
            SetLinkExpired();
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await reset.ResetAsync(Token, Password ?? "", ct))
        {
            case AccountOutcome.Done:
                await signIn.SignOutAsync(ct);
                this.SetFlash(T["Your password is changed. Sign in with it."]);
                return RedirectToPage("/Login/Index");
            case AccountOutcome.Refused refused:
                Refused = refused;
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            default:
                SetLinkExpired();
                return Page();
        }
    }

    private void SetLinkExpired()
    {
        IsLinkExpired = true;
        Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
