using Microsoft.AspNetCore.Identity;

namespace Ticketing.Features.Accounts;

internal static class IdentityResultExtensions
{
    /// <summary>For input validated before: a failure now is a lost race or a bug.</summary>
    public static void ThrowIfFailed(this IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join("; ", result.Errors.Select(error => error.Code)));
        }
    }
}
