using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Ticketing.Accounts;
using Ticketing.Documents;
using Ticketing.Hosting;

namespace Ticketing.Areas.Admin.Pages.Account.SecondFactor;

[EnableRateLimiting(RateLimits.SignIn)]
public sealed class AppModel(SecondFactors factors) : FactorPage(factors)
{
    [BindProperty]
    public string? Sealed { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public AuthenticatorOffer Offer { get; private set; } = null!;

    public AccountOutcome.Refused? Refused { get; private set; }

    public string Picture => "data:image/svg+xml," + Uri.EscapeDataString(QrCode.Of(Offer.Address).ToSvg("Key for your authenticator app"));

    public async Task OnGetAsync() => Offer = await Setup.OfferAppAsync(Me);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await Setup.SetAppAsync(Me, Sealed ?? "", Code ?? "", ct) is { Succeeded: true } set)
        {
            return GoOn(set.RecoveryCodes, "Your authenticator app is set up.");
        }

        Offer = await Setup.OfferAgainAsync(Me, Sealed ?? "") ?? await Setup.OfferAppAsync(Me);
        Refused = new AccountOutcome.Refused("Code", "That is not the code of this key now. Is the phone’s clock right?");
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
