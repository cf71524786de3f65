using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SignIn;

/// <summary>A cookie for users who passed the password step and still need the second factor.</summary>
public sealed class PendingSignIn(IHttpContextAccessor requests, UserManager<AppUser> users)
{
    internal const string Scheme = "staff-step";
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private const string StampClaim = "stamp";

    public Task RememberAsync(AppUser user) =>
        HttpContext.SignInAsync(
            Scheme,
            new ClaimsPrincipal(
                new ClaimsIdentity(
                    [new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()), new Claim(StampClaim, user.SecurityStamp!)],
                    Scheme
                )
            )
        );

    /// <returns>Null if there is none, it expired, or password or second factor changed since.</returns>
    public async Task<AppUser?> FindUserAsync()
    {
        var step = (await HttpContext.AuthenticateAsync(Scheme)).Principal;
        return
            step?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            && await users.FindByIdAsync(id) is { } user
            && user.SecurityStamp == step.FindFirstValue(StampClaim)
            && user.Status == StaffStatus.Active
            ? user
            : null;
    }

    public Task ForgetAsync() => HttpContext.SignOutAsync(Scheme);

    private HttpContext HttpContext => requests.HttpContext ?? throw new InvalidOperationException("Signing in requires an HTTP request.");
}
