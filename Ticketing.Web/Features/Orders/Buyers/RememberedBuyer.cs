using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Ticketing.Features.Orders.Placing;

namespace Ticketing.Features.Orders.Buyers;

/// <summary>Keeps the buyer's input in an encrypted cookie, so that nobody retypes it after a hold expired.</summary>
public sealed class RememberedBuyer(IDataProtectionProvider protection)
{
    public const string Cookie = "__Host-buyer";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("Ticketing.RememberedBuyer.v1")
        .ToTimeLimitedDataProtector();

    public void Remember(HttpContext http, Buyer typed) =>
        http.Response.Cookies.Append(Cookie, protector.Protect(JsonSerializer.Serialize(typed), Lifetime), Options);

    /// <returns>Null if there is none.</returns>
    public Buyer? Recall(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[Cookie] is { } kept ? JsonSerializer.Deserialize<Buyer>(protector.Unprotect(kept)) : null;
        }
        catch (Exception error) when (error is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options);

    private static CookieOptions Options =>
        new()
        {
            Path = "/",
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
        };
}
