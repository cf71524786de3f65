using Microsoft.AspNetCore.Identity;

namespace Ticketing.Accounts;

internal static class IdentityResults
{
    /// <summary>For input validated before: a failure now is a lost race or a bug.</summary>
    public static void OrThrow(this IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join("; ", result.Errors.Select(error => error.Code)));
        }
    }
}
