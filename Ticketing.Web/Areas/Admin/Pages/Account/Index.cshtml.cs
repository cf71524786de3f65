using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;

namespace Ticketing.Areas.Admin.Pages.Account;

public sealed class IndexModel(OwnAccount account, SecondFactors factors, StaffSessions sessions) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    public OwnAccountDetails Details { get; private set; } = null!;

    public SecondFactorStatus Factors { get; private set; } = null!;

    public SessionList Sessions { get; private set; } = null!;

    public AccountOutcome.Refused? Refused { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostNameAsync(CancellationToken ct)
    {
        Refused = await account.RenameAsync(User.GetStaffId(), Name ?? "", ct) as AccountOutcome.Refused;
        if (Refused is null)
        {
            this.SetFlash("Your name is saved.");
            return RedirectToPage();
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Details = await account.GetDetailsAsync(User.GetStaffId());
        Factors = await factors.GetStatusAsync(User.GetStaffId());
        Sessions = new SessionList(await sessions.ListAsync(User.GetStaffId(), ct), User.GetSessionId());
    }
}
