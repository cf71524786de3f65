using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Insights.StaffMails;

namespace Ticketing.Areas.Admin.Pages.Account;

/// <summary>The emails that a person chooses to get. Its form is on the account page too.</summary>
public sealed class EmailsModel(StaffMailChoices choices) : PageModel
{
    [BindProperty]
    public IReadOnlyList<StaffMailTopic> Topics { get; set; } = [];

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await choices.SaveAsync(User.GetStaffId(), Topics, ct);
        this.SetFlash(T["Your emails are saved."]);
        return RedirectToPage("/Account/Index");
    }
}
