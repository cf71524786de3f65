using Microsoft.AspNetCore.Identity;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SecondFactor;

/// <summary>Codes from the app, and recovery codes; each is valid once. Spaces and dashes in them are ignored.</summary>
public sealed class SecondFactorCodes(UserManager<AppUser> users)
{
    internal async Task<bool> UseAsync(AppUser user, string typed)
    {
        var code = SubmittedCode.Parse(typed);
        return code.IsRecoveryCode
            ? (await users.RedeemTwoFactorRecoveryCodeAsync(user, code.Text)).Succeeded
            : await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code.Text);
    }

    internal static string Describe(string typed) => SubmittedCode.Parse(typed).IsRecoveryCode ? "recovery code" : "code";
}
