using System.Text.RegularExpressions;
using Ticketing.CheckIn;

namespace Ticketing.Areas.Admin;

/// <summary>Remembers the gate where this browser scans.</summary>
public static partial class Gate
{
    private const string Cookie = "__Host-gate";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    /// <summary>Returns an empty string if no gate was named.</summary>
    public static string Of(HttpContext context) => Read(context.Request.Cookies[Cookie]);

    public static void Remember(HttpContext context, string? typed)
    {
        var options = new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = Lifetime, IsEssential = true };
        if (Read(typed) is { Length: > 0 } name)
        {
            context.Response.Cookies.Append(Cookie, name, options);
        }
        else
        {
            context.Response.Cookies.Delete(Cookie, options);
        }
    }

    // Cookie values are untrusted input.
    private static string Read(string? text) => Attempt.GateName(Unprintable.Replace(text ?? "", " ").Trim());

    [GeneratedRegex(@"[\p{C}\s]+")]
    private static partial Regex Unprintable { get; }
}
