using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages;

[EnableRateLimiting(RateLimits.SignIn)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class JoinModel(JoinStaff join, StaffSignIn signIn) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string Password { get; set; } = "";

    public PendingAccount? Joining { get; private set; }

    public bool IsPendingApproval { get; private set; }

    public AccountOutcome.Refused? Refused { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await join.AcceptAsync(Token, Name ?? "", Password ?? "", ct))
        {
            case AccountOutcome.Done done when await signIn.SignInAfterJoiningAsync(done.UserId, ct):
                return RedirectToPage("/Account/SecondFactor/Index");
            case AccountOutcome.Done:
                IsPendingApproval = true;
                return Page();
            case AccountOutcome.Refused refused:
                Refused = refused;
                await LoadAsync(ct);
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            default:
                Response.StatusCode = StatusCodes.Status404NotFound;
                return Page();
        }
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Joining = await join.FindAsync(Token, ct);
        Response.StatusCode = Joining is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
    }
}
