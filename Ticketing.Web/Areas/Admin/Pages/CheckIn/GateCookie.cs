using System.Text.RegularExpressions;
using Ticketing.Features.CheckIn;

namespace Ticketing.Areas.Admin.Pages.CheckIn;

/// <summary>Remembers the gate where this browser scans.</summary>
public static partial class GateCookie
{
    private const string CookieName = "__Host-gate";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    /// <summary>Returns an empty string if no gate was named.</summary>
    public static string GetGateName(HttpContext context) => Clean(context.Request.Cookies[CookieName]);

    public static void Remember(HttpContext context, string? typed)
    {
        var options = new CookieOptions
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = Lifetime,
            IsEssential = true,
        };
        if (Clean(typed) is { Length: > 0 } name)
        {
            context.Response.Cookies.Append(CookieName, name, options);
        }
        else
        {
            context.Response.Cookies.Delete(CookieName, options);
        }
    }

    // Cookie values are untrusted input.
    private static string Clean(string? text) => ScanAttempt.TruncateGateName(Unprintable.Replace(text ?? "", " ").Trim());

    [GeneratedRegex(@"[\p{C}\s]+")]
    private static partial Regex Unprintable { get; }
}
