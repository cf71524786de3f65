using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Accounts.SignIn;

namespace Ticketing.Areas.Admin.Pages;

public sealed class SignOutModel(StaffSignIn signIn) : PageModel
{
    public IActionResult OnGet() => Redirect("/admin");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await signIn.SignOutAsync(ct);
        return RedirectToPage("/Login/Index");
    }
}
