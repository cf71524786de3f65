using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Ticketing.Data;

namespace Ticketing.Accounts;

/// <summary>Browser responses are untrusted: malformed data is refused, not thrown.</summary>
internal static class PasskeyReading
{
    /// <returns>Null if there was no challenge or the response is malformed.</returns>
    public static Task<PasskeyAssertionResult<AppUser>?> AssertAsync(SignInManager<AppUser> signIn, string credential) =>
        ReadAsync(signIn.PerformPasskeyAssertionAsync, credential);

    /// <inheritdoc cref="AssertAsync"/>
    public static Task<PasskeyAttestationResult?> AttestAsync(SignInManager<AppUser> signIn, string credential) =>
        ReadAsync(signIn.PerformPasskeyAttestationAsync, credential);

    private static async Task<T?> ReadAsync<T>(Func<string, Task<T>> read, string credential)
        where T : class
    {
        try
        {
            return string.IsNullOrWhiteSpace(credential) ? null : await read(credential);
        }
        catch (Exception error) when (error is InvalidOperationException or JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
