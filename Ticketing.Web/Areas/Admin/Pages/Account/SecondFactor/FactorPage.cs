using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Accounts;

namespace Ticketing.Areas.Admin.Pages.Account.SecondFactor;

/// <summary>
/// Pages that change second factors. Allowed without any second factor set up, or after signing in with one:
/// the password alone must not replace an existing factor.
/// </summary>
public abstract class FactorPage(SecondFactors factors) : PageModel
{
    private const string CodesKey = "RecoveryCodes";

    public FactorsSetUp Factors { get; private set; } = null!;

    protected Guid Me => User.StaffId();

    protected SecondFactors Setup => factors;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        Factors = await factors.ReadAsync(Me);
        if (Factors.Any && !User.UsedBothFactors())
        {
            context.Result = Forbid();
            return;
        }

        await next();
    }

    protected IActionResult GoOn(IReadOnlyList<string> codes, string told)
    {
        this.Tell(told);
        if (codes.Count == 0)
        {
            return RedirectToPage("/Account/SecondFactor/Index");
        }

        TempData[CodesKey] = string.Join(' ', codes);
        return RedirectToPage("/Account/SecondFactor/Codes");
    }

    protected IReadOnlyList<string> TakeCodes() => (TempData[CodesKey] as string ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
