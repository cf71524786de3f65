using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages.Account;

/// <summary>Asks for the second factor again and returns to the page that needs it.</summary>
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class ConfirmModel(ConfirmFactor confirm, SecondFactors factors) : PageModel
{
    [BindProperty]
    public string Code { get; set; } = "";

    [BindProperty]
    public string Credential { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "next")]
    public string? Next { get; set; }

    /// <summary>True if a form was sent too late and must be filled in again.</summary>
    [BindProperty(SupportsGet = true, Name = "unsaved")]
    public bool IsUnsaved { get; set; }

    public SecondFactorStatus Factors { get; private set; } = null!;

    public string? Refusal { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        await RespondAsync(
            await confirm.WithCodeAsync(User.GetStaffId(), Code ?? "", ct),
            T["That code didn’t match, or it was used. Wait for the next one and try again."]
        );

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        Content(await confirm.CreatePasskeyOptionsAsync(User.GetStaffId()), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken ct) =>
        await RespondAsync(
            await confirm.WithPasskeyAsync(User.GetStaffId(), Credential ?? "", ct),
            T["That passkey is not one of yours. Try again, or use a code."]
        );

    private async Task<IActionResult> RespondAsync(SignInOutcome outcome, string whenWrong)
    {
        if (outcome == SignInOutcome.SignedIn)
        {
            return LocalRedirect(Url.IsLocalUrl(Next) ? Next : "/admin/account");
        }

        Refusal = outcome == SignInOutcome.WrongCredentials ? whenWrong : T["Too many attempts. Wait a few minutes, then try again."];
        Response.StatusCode = StatusCodes.Status403Forbidden;
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync() => Factors = await factors.GetStatusAsync(User.GetStaffId());
}
