using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Account;

public sealed class IndexModel(OwnAccount account, SecondFactors factors, StaffSessions sessions, StaffLanguages languages) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Tag.</summary>
    [BindProperty]
    public string? PageLanguage { get; set; }

    public OwnAccountDetails Details { get; private set; } = null!;

    public SecondFactorStatus Factors { get; private set; } = null!;

    public SessionList Sessions { get; private set; } = null!;

    public AccountOutcome.Refused? Refused { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostNameAsync(CancellationToken ct)
    {
        if (await account.RenameAsync(User.GetStaffId(), Name ?? "", ct) is AccountOutcome.Refused refused)
        {
            return await RefuseAsync(refused, ct);
        }

        this.SetFlash(T["Your name is saved."]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostLanguageAsync(CancellationToken ct)
    {
        if (languages.Find(PageLanguage ?? "") is { } chosen)
        {
            await account.ChooseLanguageAsync(User.GetStaffId(), chosen, ct);
            using var _ = chosen.Use();
            this.SetFlash(T["These pages are now in {0}.", chosen.Name]);
            return RedirectToPage();
        }

        return await RefuseAsync(new AccountOutcome.Refused(nameof(PageLanguage), T["Choose one of the languages."]), ct);
    }

    private async Task<IActionResult> RefuseAsync(AccountOutcome.Refused reason, CancellationToken ct)
    {
        Refused = reason;
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
