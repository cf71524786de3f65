using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages.Account;

[EnableRateLimiting(RateLimits.SignIn)]
public sealed class IndexModel(OwnAccount account, SecondFactors factors) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string Current { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    public OwnAccountDetails Details { get; private set; } = null!;

    public SecondFactorStatus Factors { get; private set; } = null!;

    public AccountOutcome.Refused? Refused { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostNameAsync(CancellationToken ct) =>
        await RespondAsync(await account.RenameAsync(User.GetStaffId(), Name ?? "", ct), "Your name is saved.");

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken ct) =>
        await RespondAsync(
            await account.ChangePasswordAsync(User.GetStaffId(), Current ?? "", Password ?? "", ct),
            "Your password is changed. Every other session of yours is over."
        );

    public async Task<IActionResult> OnPostEverywhereAsync(CancellationToken ct)
    {
        await account.SignOutEverywhereAsync(User.GetStaffId(), ct);
        this.SetFlash("You are signed out everywhere.");
        return RedirectToPage("/Login/Index");
    }

    private async Task<IActionResult> RespondAsync(AccountOutcome outcome, string done)
    {
        if (outcome is not AccountOutcome.Refused refused)
        {
            this.SetFlash(done);
            return RedirectToPage();
        }

        Refused = refused;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        Details = await account.GetDetailsAsync(User.GetStaffId());
        Factors = await factors.GetStatusAsync(User.GetStaffId());
    }
}
