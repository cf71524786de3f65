using Ticketing.Features.Accounts.Sessions;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.SignIn;

/// <summary>The browser of the current request.</summary>
public sealed class StaffBrowser(IHttpContextAccessor requests)
{
    private const string CookieName = "__Host-device";

    public SessionClient Client => new(DeviceName.From(Request.Headers.UserAgent), Address);

    public string Address => GetAddress(requests.HttpContext);

    internal string AddressKey => RateLimits.GetAddressKey(requests.HttpContext?.Connection.RemoteIpAddress);

    /// <summary>Null if nobody has signed in with this browser before.</summary>
    public string? Key => Request.Cookies[CookieName];

    /// <summary>Creates a key if needed, and renews its cookie.</summary>
    internal string RememberKey()
    {
        var key = Key is { Length: > 0 } known ? known : UnguessableCode.Create();
        Response.Cookies.Append(
            CookieName,
            key,
            new CookieOptions
            {
                HttpOnly = true,
                Secure = true,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                MaxAge = StaffDevices.Lifetime,
                IsEssential = true,
            }
        );
        return key;
    }

    /// <summary>Empty outside requests.</summary>
    internal static string GetAddress(HttpContext? request) =>
        request?.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : "";

    private HttpRequest Request => Context.Request;

    private HttpResponse Response => Context.Response;

    private HttpContext Context => requests.HttpContext ?? throw new InvalidOperationException("Signing in requires an HTTP request.");
}
