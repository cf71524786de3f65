using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.Staff;

namespace Ticketing.Areas.Admin.Pages.Users;

public sealed class InviteModel(InviteStaff invitations) : PageModel
{
    [BindProperty]
    public string Email { get; set; } = "";

    [BindProperty]
    public string? Role { get; set; }

    public AccountOutcome.Refused? Refused { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Refused = await invitations.InviteAsync(Email ?? "", Role ?? "", ct) as AccountOutcome.Refused;
        if (Refused is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        this.SetFlash(T["The invitation to {0} is on its way.", Email?.Trim()]);
        return RedirectToPage("/Users/Index");
    }
}
