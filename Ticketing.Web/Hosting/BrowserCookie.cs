using Ticketing.Data;

namespace Ticketing.Hosting;

/// <summary>Tells one browser from another for the limit on its holds, by a random number that says nothing about its owner.</summary>
public static class BrowserCookie
{
    private const string Name = "__Host-browser";
    private const int KeyLength = 32;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>The browser's key, a new one where it has none. Only for posts: pages that are cached for everybody set no cookie.</summary>
    public static string KeyOf(HttpContext context)
    {
        var key = context.Request.Cookies[Name] is { Length: KeyLength } known && known.All(IsKeyCharacter) ? known : UnguessableCode.New();
        context.Response.Cookies.Append(Name, key, new CookieOptions
        {
            HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = Lifetime, IsEssential = true,
        });
        return key;
    }

    private static bool IsKeyCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
