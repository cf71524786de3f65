using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Accounts.SecondFactor;

namespace Ticketing.Areas.Admin.Pages.Account.SecondFactor;

public sealed class IndexModel(SecondFactors factors, Passkeys passkeys) : SecondFactorPage(factors)
{
    [BindProperty]
    public string Credential { get; set; } = "";

    [BindProperty]
    public string? PasskeyName { get; set; }

    [BindProperty]
    public string? PasskeyId { get; set; }

    public string? Problem { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await passkeys.CreateOptionsAsync(UserId), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken ct) =>
        await passkeys.AddAsync(UserId, Credential ?? "", PasskeyName ?? "", ct) is { Succeeded: true } set
            ? RedirectAfterChange(set.RecoveryCodes, T["Your passkey is set up."])
            : Refuse(T["This passkey cannot be used: it must make sure that it is you, by fingerprint, face or PIN."]);

    public async Task<IActionResult> OnPostRemovePasskeyAsync(CancellationToken ct) =>
        await Setup.RemovePasskeyAsync(UserId, PasskeyId ?? "", ct)
            ? RedirectAfterChange([], T["The passkey is removed."])
            : RefuseLastFactor();

    public async Task<IActionResult> OnPostRemoveAppAsync(CancellationToken ct) =>
        await Setup.RemoveAppAsync(UserId, ct) ? RedirectAfterChange([], T["The authenticator app is removed."]) : RefuseLastFactor();

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken ct) =>
        Factors.HasAny
            ? RedirectAfterChange(await Setup.RenewRecoveryCodesAsync(UserId, ct), T["Your old recovery codes have ended."])
            : RedirectToPage();

    private PageResult RefuseLastFactor() => Refuse(T["This is your only second factor. Set up another one first."]);

    private PageResult Refuse(string problem)
    {
        Problem = problem;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
