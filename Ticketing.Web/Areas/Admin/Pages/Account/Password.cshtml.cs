using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages.Account;

[EnableRateLimiting(RateLimits.SignIn)]
public sealed class PasswordModel(OwnAccount account) : PageModel
{
    [BindProperty]
    public string Current { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    public string Email { get; private set; } = "";

    public AccountOutcome.Refused? Refused { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Refused = await account.ChangePasswordAsync(User.GetStaffId(), Current ?? "", Password ?? "", ct) as AccountOutcome.Refused;
        if (Refused is null)
        {
            this.SetFlash(T["Your password is changed, and you’re signed out everywhere else."]);
            return RedirectToPage("/Account/Index");
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync() => Email = (await account.GetDetailsAsync(User.GetStaffId())).Email;
}
