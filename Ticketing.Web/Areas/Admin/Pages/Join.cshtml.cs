using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Accounts;
using Ticketing.Hosting;

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

    public Joining? Joining { get; private set; }

    public bool IsWaiting { get; private set; }

    public AccountOutcome.Refused? Refused { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => await ReadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await join.AcceptAsync(Token, Name ?? "", Password ?? "", ct))
        {
            case AccountOutcome.Done done when await signIn.AfterJoiningAsync(done.UserId, ct):
                return RedirectToPage("/Account/SecondFactor/Index");
            case AccountOutcome.Done:
                IsWaiting = true;
                return Page();
            case AccountOutcome.Refused refused:
                Refused = refused;
                await ReadAsync(ct);
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            default:
                Response.StatusCode = StatusCodes.Status404NotFound;
                return Page();
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Joining = await join.ReadAsync(Token, ct);
        Response.StatusCode = Joining is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
    }
}
