using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Ticketing.Data;
using Ticketing.Settings;

namespace Ticketing.Accounts;

/// <summary>A key that an authenticator app may take; in use only once a code of it came back.</summary>
/// <param name="Key">Base32.</param>
/// <param name="Address">What the app reads in the QR code.</param>
/// <param name="Sealed">The key as the form carries it.</param>
public sealed record AuthenticatorOffer(string Key, string Address, string Sealed)
{
    /// <summary>In fours, for typing.</summary>
    public string Spelt => string.Join(' ', Key.Chunk(4).Select(four => new string(four)));
}

/// <summary>
/// Makes keys for authenticator apps. Until it is confirmed a key lives in its form alone, sealed for its person: the app that is in use stays
/// so, and a form that was left leaves nothing behind.
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
