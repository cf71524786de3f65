using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SecondFactor;

/// <summary>Browser responses are untrusted: malformed data is refused, not thrown.</summary>
internal static class PasskeyVerification
{
    /// <returns>Null if there was no challenge or the response is malformed.</returns>
    public static Task<PasskeyAssertionResult<AppUser>?> VerifyAssertionAsync(SignInManager<AppUser> signIn, string credential) =>
        VerifyAsync(signIn.PerformPasskeyAssertionAsync, credential);

    /// <inheritdoc cref="VerifyAssertionAsync"/>
    public static Task<PasskeyAttestationResult?> VerifyAttestationAsync(SignInManager<AppUser> signIn, string credential) =>
        VerifyAsync(signIn.PerformPasskeyAttestationAsync, credential);

    private static async Task<T?> VerifyAsync<T>(Func<string, Task<T>> verify, string credential)
        where T : class
    {
        try
        {
            return string.IsNullOrWhiteSpace(credential) ? null : await verify(credential);
        }
        catch (Exception error) when (error is InvalidOperationException or JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
