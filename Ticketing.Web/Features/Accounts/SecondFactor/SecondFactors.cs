using Microsoft.AspNetCore.Identity;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SecondFactor;

public sealed record PasskeyEntry(string Id, string Name, DateTimeOffset CreatedAt);

public sealed record SecondFactorStatus(bool HasApp, IReadOnlyList<PasskeyEntry> Passkeys, int RecoveryCodesLeft)
{
    public bool HasAny => HasApp || Passkeys.Count > 0;
}

/// <param name="RecoveryCodes">Shown once; empty if the user already had some.</param>
public sealed record FactorSetupResult(bool Succeeded, IReadOnlyList<string> RecoveryCodes)
{
    internal static readonly FactorSetupResult Refused = new(false, []);
}

/// <summary>Changing an existing factor requires a session opened with one; each change ends all other sessions.</summary>
public sealed class SecondFactors(
    TicketingDbContext db,
    UserManager<AppUser> users,
    IUserStore<AppUser> store,
    SessionCookie cookie,
    SecurityNotices notices,
    AuthenticatorKeys keys,
    AuditTrail audit,
    TimeProvider clock
)
{
    private const int RecoveryCodeCount = 10;

    public async Task<SecondFactorStatus> GetStatusAsync(Guid userId)
    {
        var user = await GetUserAsync(userId);
        var passkeys = (await users.GetPasskeysAsync(user))
            .OrderBy(p => p.CreatedAt)
            .Select(p => new PasskeyEntry(PasskeyId.Encode(p.CredentialId), p.Name ?? "Passkey", p.CreatedAt));
        return new(
            user.TwoFactorEnabled && await users.GetAuthenticatorKeyAsync(user) is not null,
            [.. passkeys],
            await users.CountRecoveryCodesAsync(user)
        );
    }

    public async Task<AuthenticatorSetup> BeginAppSetupAsync(Guid userId) => keys.CreateSetup(await GetUserAsync(userId));

    /// <summary>Restores the offer for another try after a wrong code.</summary>
    /// <returns>Null if the key is not ours.</returns>
    public async Task<AuthenticatorSetup?> ResumeAppSetupAsync(Guid userId, string protectedKey) =>
        keys.RestoreSetup(await GetUserAsync(userId), protectedKey);

    /// <summary>Replaces the app once it has produced a valid code.</summary>
    public async Task<FactorSetupResult> CompleteAppSetupAsync(Guid userId, string protectedKey, string code, CancellationToken ct)
    {
        var user = await GetUserAsync(userId);
        if (
            keys.RestoreSetup(user, protectedKey) is not { } offer
            || TotpCode.FindStep(SubmittedCode.Parse(code).Text, offer.Key, clock.GetUtcNow(), lastStep: 0) is not { } step
        )
        {
            return FactorSetupResult.Refused;
        }

        return await db.WriteAsync(
            async () =>
            {
                user = await GetUserAsync(userId);
                await ((IUserAuthenticatorKeyStore<AppUser>)store).SetAuthenticatorKeyAsync(user, offer.Key, ct);
                user.LastCodeStep = step;
                return await EnableAsync(user, "user.app-set", SecurityChange.AppSet, after: null, ct);
            },
            ct: ct
        );
    }

    internal Task<FactorSetupResult> AddPasskeyAsync(Guid userId, UserPasskeyInfo passkey, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var user = await GetUserAsync(userId);
                (await users.AddOrUpdatePasskeyAsync(user, passkey)).ThrowIfFailed();
                return await EnableAsync(user, "user.passkey-added", SecurityChange.PasskeyAdded, new { Passkey = passkey.Name }, ct);
            },
            ct: ct
        );

    public Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Guid userId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var user = await GetUserAsync(userId);
                var codes = await GenerateRecoveryCodesAsync(user);
                await audit.RecordAsync("user.recovery-codes-renewed", userId, user.Name, null, null, ct);
                await notices.QueueAsync(SecurityChange.RecoveryCodesRenewed, user.Email!, ct);
                return codes;
            },
            ct: ct
        );

    /// <returns>False if it is the last factor.</returns>
    public async Task<bool> RemoveAppAsync(Guid userId, CancellationToken ct)
    {
        var user = await GetUserAsync(userId);
        if ((await users.GetPasskeysAsync(user)).Count == 0)
        {
            return false;
        }

        await db.WriteAsync(
            async () =>
            {
                user = await GetUserAsync(userId);
                await users.RemoveAuthenticationTokenAsync(user, StaffUserStore.Provider, StaffUserStore.AuthenticatorKeyName);
                await RecordRemovalAsync(user, "user.app-removed", SecurityChange.AppRemoved, before: null, ct);
            },
            ct
        );
        return true;
    }

    /// <inheritdoc cref="RemoveAppAsync"/>
    public async Task<bool> RemovePasskeyAsync(Guid userId, string passkeyId, CancellationToken ct)
    {
        var user = await GetUserAsync(userId);
        var all = await users.GetPasskeysAsync(user);
        if (all.FirstOrDefault(p => PasskeyId.Encode(p.CredentialId) == passkeyId) is not { } passkey)
        {
            return true;
        }

        if (all.Count == 1 && await users.GetAuthenticatorKeyAsync(user) is null)
        {
            return false;
        }

        await db.WriteAsync(
            async () =>
            {
                user = await GetUserAsync(userId);
                (await users.RemovePasskeyAsync(user, passkey.CredentialId)).ThrowIfFailed();
                await RecordRemovalAsync(user, "user.passkey-removed", SecurityChange.PasskeyRemoved, new { Passkey = passkey.Name }, ct);
            },
            ct
        );
        return true;
    }

    private async Task<FactorSetupResult> EnableAsync(
        AppUser user,
        string action,
        SecurityChange change,
        object? after,
        CancellationToken ct
    )
    {
        user.TwoFactorEnabled = true;
        (await users.UpdateSecurityStampAsync(user)).ThrowIfFailed();
        var codes = await users.CountRecoveryCodesAsync(user) == 0 ? await GenerateRecoveryCodesAsync(user) : [];
        await audit.RecordAsync(action, user.Id, user.Name, null, after, ct);
        await notices.QueueAsync(change, user.Email!, ct);
        await cookie.RenewAsync(user, hasFactor: true, ct);
        return new FactorSetupResult(true, codes);
    }

    private async Task RecordRemovalAsync(AppUser user, string action, SecurityChange change, object? before, CancellationToken ct)
    {
        (await users.UpdateSecurityStampAsync(user)).ThrowIfFailed();
        await audit.RecordAsync(action, user.Id, user.Name, before, null, ct);
        await notices.QueueAsync(change, user.Email!, ct);
        await cookie.RenewAsync(user, hasFactor: false, ct);
    }

    private async Task<IReadOnlyList<string>> GenerateRecoveryCodesAsync(AppUser user) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodeCount) ?? []];

    private async Task<AppUser> GetUserAsync(Guid id) =>
        await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("The signed-in account no longer exists.");
}
