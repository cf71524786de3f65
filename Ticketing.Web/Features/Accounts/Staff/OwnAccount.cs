using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Accounts.Staff;

public sealed record OwnAccountDetails(string Name, string Email, DateTimeOffset? LastSignInAt);

/// <summary>Changes that users make to their own account.</summary>
public sealed class OwnAccount(
    TicketingDbContext db,
    UserManager<AppUser> users,
    AccountValidator accounts,
    GuessLimiter guesses,
    SessionCookie cookie,
    StaffSessions sessions,
    SecurityNotices notices,
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

    /// <summary>Their next request is answered in it.</summary>
    public Task ChooseLanguageAsync(Guid userId, Language language, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var name = (await GetUserAsync(userId)).Name;
                var updated = await db.Set<IdentityUserClaim<Guid>>()
                    .Where(claim => claim.UserId == userId && claim.ClaimType == StaffLanguages.Claim)
                    .ExecuteUpdateAsync(set => set.SetProperty(claim => claim.ClaimValue, language.Tag), ct);
                if (updated == 0)
                {
                    db.Add(
                        new IdentityUserClaim<Guid>
                        {
                            UserId = userId,
                            ClaimType = StaffLanguages.Claim,
                            ClaimValue = language.Tag,
                        }
                    );
                    await db.SaveChangesAsync(ct);
                }

                await audit.RecordAsync("user.language-chosen", userId, name, null, new { Language = language.Name }, ct);
            },
            ct: ct
        );

    /// <summary>Ends all other sessions.</summary>
    public async Task<AccountOutcome> ChangePasswordAsync(Guid userId, string current, string password, CancellationToken ct)
    {
        var user = await GetUserAsync(userId);
        switch (await guesses.CheckPasswordAsync(user, () => users.CheckPasswordAsync(user, current), ct))
        {
            case GuessResult.Wrong:
                return new AccountOutcome.Refused("Current", T["This is not your password."]);
            case not GuessResult.Right:
                return new AccountOutcome.Refused("Current", T["Too many attempts. Wait five minutes, then try again."]);
        }

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
                await notices.QueueAsync(SecurityChange.PasswordChanged, changed.Email!, ct);
            },
            ct
        );
        return new AccountOutcome.Done(userId);
    }

    /// <returns>False if the session had ended, or is not theirs.</returns>
    public Task<bool> EndSessionAsync(Guid userId, Guid sessionId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                if (!await sessions.EndAsync(sessionId, userId, ct))
                {
                    return false;
                }

                await audit.RecordAsync("user.session-ended", userId, (await GetUserAsync(userId)).Name, null, null, ct);
                return true;
            },
            ct: ct
        );

    /// <summary>Also ends copies of this session's cookie.</summary>
    public Task SignOutElsewhereAsync(Guid userId, CancellationToken ct) =>
        ChangeAsync(
            userId,
            async user =>
            {
                (await users.UpdateSecurityStampAsync(user)).ThrowIfFailed();
                await audit.RecordAsync("user.signed-out-elsewhere", userId, user.Name, null, null, ct);
            },
            ct
        );

    /// <summary>Sessions end with the account's stamp; this one is carried over.</summary>
    private Task ChangeAsync(Guid userId, Func<AppUser, Task> change, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var user = await GetUserAsync(userId);
                await change(user);
                await cookie.RenewAsync(user, hasFactor: false, ct);
            },
            ct
        );

    private async Task<AppUser> GetUserAsync(Guid id) =>
        await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("The signed-in account no longer exists.");
}
