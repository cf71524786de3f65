using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.Setup;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages;

public enum SetupState
{
    Open,
    LinkExpired,
    Done,
}

/// <summary>First run: the holder of the logged setup link becomes the first superadmin.</summary>
[EnableRateLimiting(RateLimits.SignIn)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class SetupModel(FirstSuperAdminSetup setup, StaffSignIn signIn) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    [BindProperty]
    public string Name { get; set; } = "";

    [BindProperty]
    public string Email { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    public SetupState State { get; private set; }

    public AccountOutcome.Refused? Refused { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (!await setup.IsLinkValidAsync(Token, ct))
        {
            await CloseAsync(ct);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await setup.CreateAsync(Token, Name ?? "", Email ?? "", Password ?? "", ct))
        {
            case AccountOutcome.Done done:
                await signIn.SignInAfterJoiningAsync(done.UserId, ct);
                return RedirectToPage("/Account/SecondFactor/Index");
            case AccountOutcome.Refused refused:
                Refused = refused;
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            default:
                await CloseAsync(ct);
                return Page();
        }
    }

    private async Task CloseAsync(CancellationToken ct)
    {
        State = await setup.IsPendingAsync(ct) ? SetupState.LinkExpired : SetupState.Done;
        Response.StatusCode = State == SetupState.Done ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound;
    }
}
