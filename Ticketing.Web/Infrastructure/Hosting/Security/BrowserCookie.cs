using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>Identifies a browser for its limit on holds.</summary>
public static class BrowserCookie
{
    private const string Name = "__Host-browser";
    private const int KeyLength = 32;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Creates a key if needed. Only for POST: cached pages must not set cookies.</summary>
    public static string GetOrCreateKey(HttpContext context)
    {
        var key =
            context.Request.Cookies[Name] is { Length: KeyLength } known && known.All(IsKeyCharacter) ? known : UnguessableCode.Create();
        context.Response.Cookies.Append(
            Name,
            key,
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

    private static bool IsKeyCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
