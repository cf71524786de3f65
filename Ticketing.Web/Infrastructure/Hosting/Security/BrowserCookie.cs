using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>Identifies a browser for its limits on holds. Encrypted, so that nobody can choose a key.</summary>
public sealed class BrowserCookie(IDataProtectionProvider protection)
{
    private const string Name = "__Host-browser";
    private const int KeyLength = 32;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);
    private readonly IDataProtector protector = protection.CreateProtector("Ticketing.BrowserCookie.v1");

    /// <returns>Null if the browser has none.</returns>
    public string? FindKey(HttpContext context) => Decode(context.Request.Cookies[Name]);

    /// <summary>Creates a key if needed. Only for POST: cached pages must not set cookies.</summary>
    public string GetOrCreateKey(HttpContext context)
    {
        var key = FindKey(context) ?? UnguessableCode.Create();
        context.Response.Cookies.Append(
            Name,
            Base64Url.EncodeToString(protector.Protect(Encoding.ASCII.GetBytes(key))),
            new CookieOptions
            {
                HttpOnly = true,
                Secure = true,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                MaxAge = Lifetime,
                IsEssential = true,
            }
        );
        return key;
    }

    private string? Decode(string? cookie)
    {
        try
        {
            return
                cookie is not null
                && Encoding.ASCII.GetString(protector.Unprotect(Base64Url.DecodeFromChars(cookie))) is { Length: KeyLength } key
                ? key
                : null;
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            // Not ours, or its key is gone.
            return null;
        }
    }
}
