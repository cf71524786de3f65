using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;

namespace Ticketing.Accounts;

/// <summary>Single-use setup link, written to the log.</summary>
public sealed class FirstSuperAdmin(
    TicketingDbContext db, AccountLinks links, NewAccounts accounts, UserManager<AppUser> users, AuditTrail audit, TimeProvider clock)
{
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(30);

    public Task<bool> IsAwaitedAsync(CancellationToken ct) => Awaited.AnyAsync(ct);

    public async Task<bool> IsLinkGoodAsync(string? token, CancellationToken ct) =>
        await IsAwaitedAsync(ct) && await links.FindAsync(LinkKind.Setup, token, ct) is not null;

    /// <returns>Null if a superadmin already exists.</returns>
    public async Task<string?> MintLinkAsync(CancellationToken ct) => await IsAwaitedAsync(ct)
        ? (await links.MintAsync(LinkKind.Setup, userId: null, clock.GetUtcNow() + LinkLifetime, ct)).Url
        : null;

    public async Task<AccountOutcome> CreateAsync(string? token, string name, string email, string password, CancellationToken ct)
    {
        if (!await IsLinkGoodAsync(token, ct))
        {
            return new AccountOutcome.LinkOver();
        }

        if ((NewAccounts.Check(name, email, out var address) ?? accounts.CheckPassword(password, name, address)) is { } refused)
        {
            return refused;
        }

        var hash = accounts.Hash(password);
        return await db.WriteAsync(() => CreateOnceAsync(token, name.Trim(), address, hash, ct), outcome => outcome is AccountOutcome.Done, ct);
    }

    // The conditional update decides who is first: checking for a superadmin and then creating one would race.
    private async Task<AccountOutcome> CreateOnceAsync(string? token, string name, string email, string hash, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await Awaited.ExecuteUpdateAsync(set => set.SetProperty(r => r.CompletedAt, now), ct) == 0
            || !await links.RedeemAsync(LinkKind.Setup, token, ct))
        {
            return new AccountOutcome.LinkOver();
        }

        await links.VoidAsync(LinkKind.Setup, userId: null, ct);
        var user = new AppUser
        {
            UserName = email, Email = email, EmailConfirmed = true, Name = name, PasswordHash = hash, Standing = Standing.Active, CreatedAt = now,
        };
        (await users.CreateAsync(user)).OrThrow();
        (await users.AddToRoleAsync(user, Roles.SuperAdmin)).OrThrow();
        await audit.RecordAsync("user.set-up", user.Id, name, null, new { Role = Roles.SuperAdmin }, ct);
        return new AccountOutcome.Done(user.Id);
    }

    private IQueryable<FirstRun> Awaited => db.Set<FirstRun>().Where(r => r.CompletedAt == null);
}
