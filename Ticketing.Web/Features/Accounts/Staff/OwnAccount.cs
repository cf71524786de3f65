using Microsoft.AspNetCore.Identity;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.Staff;

public sealed record OwnAccountDetails(string Name, string Email, DateTimeOffset? LastSignInAt);

/// <summary>Changes that users make to their own account.</summary>
public sealed class OwnAccount(
    TicketingDbContext db,
    UserManager<AppUser> users,
    AccountValidator accounts,
    SignInAttempts attempts,
    StaffSignIn signIn,
    AuditTrail audit
)
{
    public async Task<OwnAccountDetails> GetDetailsAsync(Guid userId)
    {
        var user = await GetUserAsync(userId);
        return new(user.Name, user.Email!, user.LastSignInAt);
    }

    public async Task<AccountOutcome> RenameAsync(Guid userId, string name, CancellationToken ct)
    {
        if (AccountValidator.FindNameProblem(name) is { } refused)
        {
            return refused;
        }

        await ChangeAsync(
            userId,
            async user =>
            {
                var before = user.Name;
                user.Name = name.Trim();
                (await users.UpdateAsync(user)).ThrowIfFailed();
                await audit.RecordAsync("user.renamed", userId, user.Name, new { Name = before }, new { user.Name }, ct);
            },
            ct
        );
        return new AccountOutcome.Done(userId);
    }

    /// <summary>Ends all other sessions.</summary>
    public async Task<AccountOutcome> ChangePasswordAsync(Guid userId, string current, string password, CancellationToken ct)
    {
        var user = await GetUserAsync(userId);
        if (!await attempts.TryCountAsync(userId, ct))
        {
            return new AccountOutcome.Refused("Current", "Too many attempts. Wait five minutes, then try again.");
        }

        if (!await users.CheckPasswordAsync(user, current))
        {
            return new AccountOutcome.Refused("Current", "This is not your password.");
        }

        await attempts.UncountAsync(userId, ct);
        if (accounts.FindPasswordProblem(password, user.Name, user.Email!) is { } refused)
        {
            return refused;
        }

        var hash = accounts.Hash(password);
        await ChangeAsync(
            userId,
            async changed =>
            {
                changed.PasswordHash = hash;
                (await users.UpdateSecurityStampAsync(changed)).ThrowIfFailed();
                await audit.RecordAsync("user.password-changed", userId, changed.Name, null, null, ct);
            },
            ct
        );
        return new AccountOutcome.Done(userId);
    }

    /// <summary>Ends all sessions, including this one.</summary>
    public async Task SignOutEverywhereAsync(Guid userId, CancellationToken ct)
    {
        await db.WriteAsync(
            async () =>
            {
                var user = await GetUserAsync(userId);
                (await users.UpdateSecurityStampAsync(user)).ThrowIfFailed();
                await audit.RecordAsync("user.signed-out-everywhere", userId, user.Name, null, null, ct);
            },
            ct
        );
        await signIn.SignOutAsync();
    }

    private async Task ChangeAsync(Guid userId, Func<AppUser, Task> change, CancellationToken ct)
    {
        await db.WriteAsync(async () => await change(await GetUserAsync(userId)), ct);
        await signIn.RenewSessionAsync(await GetUserAsync(userId), Policies.SecondFactor);
    }

    private async Task<AppUser> GetUserAsync(Guid id) =>
        await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("The signed-in account no longer exists.");
}
