using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Features.Accounts.SignIn;

namespace Ticketing.Areas.Admin.Pages.Account.SecondFactor;

/// <summary>
/// Pages that change second factors. Allowed without any second factor set up, or after signing in with one:
/// the password alone must not replace an existing factor.
/// </summary>
public abstract class SecondFactorPage(SecondFactors factors) : PageModel
{
    private const string CodesKey = "RecoveryCodes";

    public SecondFactorStatus Factors { get; private set; } = null!;

    protected Guid UserId => User.GetStaffId();

    protected SecondFactors Setup => factors;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        Factors = await factors.GetStatusAsync(UserId);
        if (Factors.HasAny && !User.UsedBothFactors())
        {
            context.Result = Forbid();
            return;
        }

        await next();
    }

    protected IActionResult RedirectAfterChange(IReadOnlyList<string> codes, string message)
    {
        this.SetFlash(message);
        if (codes.Count == 0)
        {
            return RedirectToPage("/Account/SecondFactor/Index");
        }

        TempData[CodesKey] = string.Join(' ', codes);
        return RedirectToPage("/Account/SecondFactor/Codes");
    }

    protected IReadOnlyList<string> TakeRecoveryCodes() =>
        (TempData[CodesKey] as string ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
