using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Features.Accounts;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Areas.Admin.Pages.Account.SecondFactor;

[EnableRateLimiting(RateLimits.SignIn)]
public sealed class AppModel(SecondFactors factors) : SecondFactorPage(factors)
{
    [BindProperty]
    public string? Sealed { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public AuthenticatorSetup Offer { get; private set; } = null!;

    public AccountOutcome.Refused? Refused { get; private set; }

    public string QrCodeUri => QrCode.Create(Offer.OtpAuthUri).ToDataUri(T["Key for your authenticator app"]);

    public async Task OnGetAsync() => Offer = await Setup.BeginAppSetupAsync(UserId);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await Setup.CompleteAppSetupAsync(UserId, Sealed ?? "", Code ?? "", ct) is { Succeeded: true } set)
        {
            return RedirectAfterChange(set.RecoveryCodes, T["Your authenticator app is set up."]);
        }

        Offer = await Setup.ResumeAppSetupAsync(UserId, Sealed ?? "") ?? await Setup.BeginAppSetupAsync(UserId);
        Refused = new AccountOutcome.Refused("Code", T["That code didn’t match. Check your phone’s clock and try again."]);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
