using Microsoft.AspNetCore.Identity;
using Ticketing.Audit;
using Ticketing.Data;

namespace Ticketing.Accounts;

public sealed record PasskeyEntry(string Id, string Name, DateTimeOffset CreatedAt);

public sealed record FactorsSetUp(bool App, IReadOnlyList<PasskeyEntry> Passkeys, int RecoveryCodesLeft)
{
    public bool Any => App || Passkeys.Count > 0;
}

/// <param name="RecoveryCodes">Shown once; empty if the user already had some.</param>
public sealed record FactorSet(bool Succeeded, IReadOnlyList<string> RecoveryCodes)
{
    internal static readonly FactorSet Refused = new(false, []);
}

/// <summary>Changing an existing factor requires a session opened with one; each change ends all other sessions.</summary>
public sealed class SecondFactors(
    TicketingDbContext db, UserManager<AppUser> users, IUserStore<AppUser> store, StaffSignIn signIn, AuthenticatorKeys keys, AuditTrail audit,
    TimeProvider clock)
{
    private const int RecoveryCodes = 10;

    public async Task<FactorsSetUp> ReadAsync(Guid userId)
    {
        var user = await UserAsync(userId);
        var passkeys = (await users.GetPasskeysAsync(user)).OrderBy(p => p.CreatedAt)
            .Select(p => new PasskeyEntry(PasskeyId.Of(p.CredentialId), p.Name ?? "Passkey", p.CreatedAt));
        return new(user.TwoFactorEnabled && await users.GetAuthenticatorKeyAsync(user) is not null, [.. passkeys], await users.CountRecoveryCodesAsync(user));
    }

    public async Task<AuthenticatorOffer> OfferAppAsync(Guid userId) => keys.Offer(await UserAsync(userId));

    /// <summary>Restores the offer for another try after a wrong code.</summary>
    /// <returns>Null if the key is not ours.</returns>
    public async Task<AuthenticatorOffer?> OfferAgainAsync(Guid userId, string sealedKey) => keys.Reopen(await UserAsync(userId), sealedKey);

    /// <summary>Replaces the app once it has produced a valid code.</summary>
    public async Task<FactorSet> SetAppAsync(Guid userId, string sealedKey, string code, CancellationToken ct)
    {
        var user = await UserAsync(userId);
        if (keys.Reopen(user, sealedKey) is not { } offer
            || TimedCode.StepOf(TypedCode.Read(code).Text, offer.Key, clock.GetUtcNow(), lastStep: 0) is not { } step)
        {
            return FactorSet.Refused;
        }

        return await db.WriteAsync(
            async () =>
            {
                user = await UserAsync(userId);
                await ((IUserAuthenticatorKeyStore<AppUser>)store).SetAuthenticatorKeyAsync(user, offer.Key, ct);
                user.LastCodeStep = step;
                return await EnableAsync(user, "user.app-set", after: null, ct);
            },
            ct: ct);
    }

    internal Task<FactorSet> AddPasskeyAsync(Guid userId, UserPasskeyInfo passkey, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            var user = await UserAsync(userId);
            (await users.AddOrUpdatePasskeyAsync(user, passkey)).OrThrow();
            return await EnableAsync(user, "user.passkey-added", new { Passkey = passkey.Name }, ct);
        },
        ct: ct);

    public Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Guid userId, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            var user = await UserAsync(userId);
            var codes = await NewCodesAsync(user);
            await audit.RecordAsync("user.recovery-codes-renewed", userId, user.Name, null, null, ct);
            return codes;
        },
        ct: ct);

    /// <returns>False if it is the last factor.</returns>
    public async Task<bool> RemoveAppAsync(Guid userId, CancellationToken ct)
    {
        var user = await UserAsync(userId);
        if ((await users.GetPasskeysAsync(user)).Count == 0)
        {
            return false;
        }

        await db.WriteAsync(
            async () =>
            {
                user = await UserAsync(userId);
                await users.RemoveAuthenticationTokenAsync(user, StaffStore.Provider, StaffStore.KeyName);
                await ChangedAsync(user, "user.app-removed", before: null, ct);
            },
            ct);
        return true;
    }

    /// <inheritdoc cref="RemoveAppAsync"/>
    public async Task<bool> RemovePasskeyAsync(Guid userId, string passkeyId, CancellationToken ct)
    {
        var user = await UserAsync(userId);
        var all = await users.GetPasskeysAsync(user);
        if (all.FirstOrDefault(p => PasskeyId.Of(p.CredentialId) == passkeyId) is not { } passkey)
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
                user = await UserAsync(userId);
                (await users.RemovePasskeyAsync(user, passkey.CredentialId)).OrThrow();
                await ChangedAsync(user, "user.passkey-removed", new { Passkey = passkey.Name }, ct);
            },
            ct);
        return true;
    }

    private async Task<FactorSet> EnableAsync(AppUser user, string action, object? after, CancellationToken ct)
    {
        user.TwoFactorEnabled = true;
        (await users.UpdateSecurityStampAsync(user)).OrThrow();
        var codes = await users.CountRecoveryCodesAsync(user) == 0 ? await NewCodesAsync(user) : [];
        await audit.RecordAsync(action, user.Id, user.Name, null, after, ct);
        await signIn.GoOnAsync(user, Policies.SecondFactor);
        return new FactorSet(true, codes);
    }

    private async Task ChangedAsync(AppUser user, string action, object? before, CancellationToken ct)
    {
        (await users.UpdateSecurityStampAsync(user)).OrThrow();
        await audit.RecordAsync(action, user.Id, user.Name, before, null, ct);
        await signIn.GoOnAsync(user, Policies.SecondFactor);
    }

    private async Task<IReadOnlyList<string>> NewCodesAsync(AppUser user) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) ?? []];

    private async Task<AppUser> UserAsync(Guid id) =>
        await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("The signed-in account no longer exists.");
}
