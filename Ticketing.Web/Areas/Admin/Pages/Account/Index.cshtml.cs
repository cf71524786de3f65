using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Accounts;
using Ticketing.Hosting;

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

    public OwnDetails Details { get; private set; } = null!;

    public FactorsSetUp Factors { get; private set; } = null!;

    public AccountOutcome.Refused? Refused { get; private set; }

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostNameAsync(CancellationToken ct) =>
        await AnswerAsync(await account.RenameAsync(User.StaffId(), Name ?? "", ct), "Your name is saved.");

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken ct) => await AnswerAsync(
        await account.ChangePasswordAsync(User.StaffId(), Current ?? "", Password ?? "", ct), "Your password is changed. Every other session of yours is over.");

    public async Task<IActionResult> OnPostEverywhereAsync(CancellationToken ct)
    {
        await account.SignOutEverywhereAsync(User.StaffId(), ct);
        this.Tell("You are signed out everywhere.");
        return RedirectToPage("/Login/Index");
    }

    private async Task<IActionResult> AnswerAsync(AccountOutcome outcome, string done)
    {
        if (outcome is not AccountOutcome.Refused refused)
        {
            this.Tell(done);
            return RedirectToPage();
        }

        Refused = refused;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        Details = await account.ReadAsync(User.StaffId());
        Factors = await factors.ReadAsync(User.StaffId());
    }
}
