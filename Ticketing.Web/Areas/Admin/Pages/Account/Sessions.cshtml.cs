using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;

namespace Ticketing.Areas.Admin.Pages.Account;

public sealed class SessionsModel(OwnAccount account, StaffSessions sessions, StaffSignIn signIn) : PageModel
{
    [BindProperty]
    public Guid Session { get; set; }

    public SessionList List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) =>
        List = new SessionList(await sessions.ListAsync(User.GetStaffId(), ct), User.GetSessionId());

    public async Task<IActionResult> OnPostEndAsync(CancellationToken ct)
    {
        var isEnded = await account.EndSessionAsync(User.GetStaffId(), Session, ct);
        if (Session == User.GetSessionId())
        {
            await signIn.SignOutAsync(ct);
            return RedirectToPage("/Login/Index");
        }

        this.SetFlash(isEnded ? T["That device is signed out."] : T["That device was signed out already."], isEnded ? "success" : "info");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostElsewhereAsync(CancellationToken ct)
    {
        await account.SignOutElsewhereAsync(User.GetStaffId(), ct);
        this.SetFlash(T["You’re signed out everywhere else."]);
        return RedirectToPage();
    }
}
