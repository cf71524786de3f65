using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SecondFactor;

/// <summary>A key that takes effect only once a code from it is confirmed.</summary>
/// <param name="Key">Base32.</param>
/// <param name="OtpAuthUri">The otpauth URI.</param>
/// <param name="ProtectedKey">The key, encrypted for the form.</param>
public sealed record AuthenticatorSetup(string Key, string OtpAuthUri, string ProtectedKey)
{
    /// <summary>In groups of four, for typing.</summary>
    public string GroupedKey => string.Join(' ', Key.Chunk(4).Select(four => new string(four)));
}

/// <summary>
/// An unconfirmed key exists only in its form, encrypted for its user: the current app keeps working, and an abandoned form leaves nothing
/// behind.
/// </summary>
public sealed class AuthenticatorKeys(IDataProtectionProvider protection, IOptionsMonitor<SiteOptions> site)
{
    private readonly IDataProtector protector = protection.CreateProtector("Ticketing.Accounts.AuthenticatorOffer");

    internal AuthenticatorSetup CreateSetup(AppUser user) => BuildSetup(user, TotpCode.GenerateKey());

    internal AuthenticatorSetup? RestoreSetup(AppUser user, string protectedKey)
    {
        try
        {
            return protector.Unprotect(protectedKey).Split(':') is [var owner, var key] && owner == user.Id.ToString()
                ? BuildSetup(user, key)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private AuthenticatorSetup BuildSetup(AppUser user, string key)
    {
        var venue = Uri.EscapeDataString(site.CurrentValue.VenueName.Replace(":", "", StringComparison.Ordinal));
        var address = $"otpauth://totp/{venue}:{Uri.EscapeDataString(user.Email!)}?secret={key}&issuer={venue}&digits=6&period=30";
        return new(key, address, protector.Protect($"{user.Id}:{key}"));
    }
}
