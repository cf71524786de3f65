using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Ticketing.Data;
using Ticketing.Settings;

namespace Ticketing.Accounts;

/// <summary>A key that takes effect only once a code from it is confirmed.</summary>
/// <param name="Key">Base32.</param>
/// <param name="Address">The otpauth URI.</param>
/// <param name="Sealed">The key, encrypted for the form.</param>
public sealed record AuthenticatorOffer(string Key, string Address, string Sealed)
{
    /// <summary>In groups of four, for typing.</summary>
    public string Spelt => string.Join(' ', Key.Chunk(4).Select(four => new string(four)));
}

/// <summary>
/// An unconfirmed key exists only in its form, encrypted for its user: the current app keeps working, and an abandoned form leaves nothing
/// behind.
/// </summary>
public sealed class AuthenticatorKeys(IDataProtectionProvider protection, IOptionsMonitor<SiteOptions> site)
{
    private readonly IDataProtector protector = protection.CreateProtector("Ticketing.Accounts.AuthenticatorOffer");

    internal AuthenticatorOffer Offer(AppUser user) => Write(user, TimedCode.NewKey());

    internal AuthenticatorOffer? Reopen(AppUser user, string sealedKey)
    {
        try
        {
            return protector.Unprotect(sealedKey).Split(':') is [var owner, var key] && owner == user.Id.ToString() ? Write(user, key) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private AuthenticatorOffer Write(AppUser user, string key)
    {
        var venue = Uri.EscapeDataString(site.CurrentValue.VenueName.Replace(":", "", StringComparison.Ordinal));
        var address = $"otpauth://totp/{venue}:{Uri.EscapeDataString(user.Email!)}?secret={key}&issuer={venue}&digits=6&period=30";
        return new(key, address, protector.Protect($"{user.Id}:{key}"));
    }
}
