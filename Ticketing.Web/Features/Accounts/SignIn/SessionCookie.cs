using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SignIn;

/// <summary>The cookie that names a session.</summary>
public sealed class SessionCookie(SignInManager<AppUser> signIn, StaffSessions sessions, StaffBrowser browser)
{
    private ClaimsPrincipal User => signIn.Context.User;

    /// <summary>Ends the session that this browser had before.</summary>
    internal async Task<Guid> OpenAsync(AppUser user, string method, CancellationToken ct)
    {
        await EndCurrentAsync(ct);
        var id = await sessions.OpenAsync(user, browser.Client, method == Policies.SecondFactor, ct);
        await IssueAsync(user, method, id);
        return id;
    }

    /// <summary>Keeps this session after the account's stamp changed.</summary>
    /// <param name="hasFactor">True if the second factor was checked just now.</param>
    internal async Task RenewAsync(AppUser user, bool hasFactor, CancellationToken ct)
    {
        var id = User.GetSessionId();
        await sessions.RenewAsync(id, user, hasFactor, ct);
        await IssueAsync(user, Policies.SecondFactor, id);
    }

    /// <summary>After the second factor was checked again: a copy of the old cookie must not profit from it.</summary>
    internal async Task ReplaceAsync(AppUser user, CancellationToken ct)
    {
        // Null if another tab was faster: this browser has its new cookie then.
        if (await sessions.ReplaceAsync(User.GetSessionId(), user, ct) is { } id)
        {
            await IssueAsync(user, Policies.SecondFactor, id);
        }
    }

    internal async Task CloseAsync(CancellationToken ct)
    {
        await EndCurrentAsync(ct);

        // SignInManager.SignOutAsync would also delete a cookie that this program never sets, under the framework's name.
        await signIn.Context.SignOutAsync(IdentityConstants.ApplicationScheme);
        await signIn.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        signIn.Context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
    }

    private Task EndCurrentAsync(CancellationToken ct) =>
        User.FindSessionId() is { } id ? sessions.EndAsync(id, User.GetStaffId(), ct) : Task.CompletedTask;

    private Task IssueAsync(AppUser user, string method, Guid session) =>
        signIn.SignInWithClaimsAsync(
            user,
            isPersistent: false,
            [new Claim(Policies.MethodClaim, method), new Claim(Policies.SessionClaim, session.ToString())]
        );
}
