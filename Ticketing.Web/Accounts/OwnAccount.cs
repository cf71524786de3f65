using Microsoft.AspNetCore.Identity;
using Ticketing.Audit;
using Ticketing.Data;

namespace Ticketing.Accounts;

public sealed record OwnDetails(string Name, string Email, DateTimeOffset? LastSignInAt);

/// <summary>Changes that users make to their own account.</summary>
public sealed class OwnAccount(
    TicketingDbContext db, UserManager<AppUser> users, NewAccounts accounts, SignInAttempts attempts, StaffSignIn signIn, AuditTrail audit)
{
    public async Task<OwnDetails> ReadAsync(Guid userId)
    {
        var user = await UserAsync(userId);
        return new(user.Name, user.Email!, user.LastSignInAt);
    }

    public async Task<AccountOutcome> RenameAsync(Guid userId, string name, CancellationToken ct)
    {
        if (NewAccounts.CheckName(name) is { } refused)
        {
            return refused;
        }

        await ChangeAsync(
            userId,
            async user =>
            {
                var before = user.Name;
                user.Name = name.Trim();
                (await users.UpdateAsync(user)).OrThrow();
                await audit.RecordAsync("user.renamed", userId, user.Name, new { Name = before }, new { user.Name }, ct);
            },
            ct);
        return new AccountOutcome.Done(userId);
    }

    /// <summary>Ends all other sessions.</summary>
    public async Task<AccountOutcome> ChangePasswordAsync(Guid userId, string current, string password, CancellationToken ct)
    {
        var user = await UserAsync(userId);
        if (!await attempts.TakeAsync(userId, ct))
        {
            return new AccountOutcome.Refused("Current", "Too many attempts. Wait five minutes, then try again.");
        }

        if (!await users.CheckPasswordAsync(user, current))
        {
            return new AccountOutcome.Refused("Current", "This is not your password.");
        }

        await attempts.GiveBackAsync(userId, ct);
        if (accounts.CheckPassword(password, user.Name, user.Email!) is { } refused)
        {
            return refused;
        }

        var hash = accounts.Hash(password);
        await ChangeAsync(
            userId,
            async changed =>
            {
                changed.PasswordHash = hash;
                (await users.UpdateSecurityStampAsync(changed)).OrThrow();
                await audit.RecordAsync("user.password-changed", userId, changed.Name, null, null, ct);
            },
            ct);
        return new AccountOutcome.Done(userId);
    }

    /// <summary>Ends all sessions, including this one.</summary>
    public async Task SignOutEverywhereAsync(Guid userId, CancellationToken ct)
    {
        await db.WriteAsync(
            async () =>
            {
                var user = await UserAsync(userId);
                (await users.UpdateSecurityStampAsync(user)).OrThrow();
                await audit.RecordAsync("user.signed-out-everywhere", userId, user.Name, null, null, ct);
            },
            ct);
        await signIn.SignOutAsync();
    }

    private async Task ChangeAsync(Guid userId, Func<AppUser, Task> change, CancellationToken ct)
    {
        await db.WriteAsync(async () => await change(await UserAsync(userId)), ct);
        await signIn.GoOnAsync(await UserAsync(userId), Policies.SecondFactor);
    }

    private async Task<AppUser> UserAsync(Guid id) =>
        await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("The signed-in account no longer exists.");
}
