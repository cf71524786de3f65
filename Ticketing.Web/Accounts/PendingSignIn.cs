using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Ticketing.Data;

namespace Ticketing.Accounts;

/// <summary>A cookie for users who passed the password step and still need the second factor.</summary>
public sealed class PendingSignIn(IHttpContextAccessor requests, UserManager<AppUser> users)
{
    internal const string Scheme = "staff-step";
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private const string StampClaim = "stamp";

    public Task RememberAsync(AppUser user) => Request.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()), new Claim(StampClaim, user.SecurityStamp!)], Scheme)));

    /// <returns>Null if there is none, it expired, or password or second factor changed since.</returns>
    public async Task<AppUser?> UserAsync()
    {
        var step = (await Request.AuthenticateAsync(Scheme)).Principal;
        return step?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && await users.FindByIdAsync(id) is { } user
            && user.SecurityStamp == step.FindFirstValue(StampClaim) && user.Standing == Standing.Active
            ? user
            : null;
    }

    public Task ForgetAsync() => Request.SignOutAsync(Scheme);

    private HttpContext Request => requests.HttpContext ?? throw new InvalidOperationException("Signing in requires an HTTP request.");
}
