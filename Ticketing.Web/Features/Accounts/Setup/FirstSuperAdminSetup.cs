using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Links;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Accounts.Setup;

/// <summary>Single-use setup link, written to the log.</summary>
public sealed class FirstSuperAdminSetup(
    TicketingDbContext db,
    AccountLinks links,
    AccountValidator accounts,
    UserManager<AppUser> users,
    AuditTrail audit,
    TimeProvider clock
)
{
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(30);

    public Task<bool> IsPendingAsync(CancellationToken ct) => PendingRun.AnyAsync(ct);

    public async Task<bool> IsLinkValidAsync(string? token, CancellationToken ct) =>
        await IsPendingAsync(ct) && await links.FindAsync(LinkKind.Setup, token, ct) is not null;

    /// <returns>Null if a superadmin already exists.</returns>
    public async Task<string?> CreateLinkAsync(CancellationToken ct) =>
        await IsPendingAsync(ct) ? (await links.CreateAsync(LinkKind.Setup, userId: null, clock.GetUtcNow() + LinkLifetime, ct)).Url : null;

    public async Task<AccountOutcome> CreateAsync(string? token, string name, string email, string password, CancellationToken ct)
    {
        if (!await IsLinkValidAsync(token, ct))
        {
            return new AccountOutcome.LinkInvalid();
        }

        if (AccountValidator.FindNameProblem(name) is { } nameProblem)
        {
            return nameProblem;
        }

        if (!EmailAddress.TryParse(email, out var address))
        {
            return AccountValidator.InvalidEmail;
        }

        if (accounts.FindPasswordProblem(password, name, address) is { } passwordProblem)
        {
            return passwordProblem;
        }

        var hash = accounts.Hash(password);
        return await db.WriteAsync(
            () => CreateOnceAsync(token, name.Trim(), address, hash, ct),
            outcome => outcome is AccountOutcome.Done,
            ct
        );
    }

    // The conditional update decides who is first: checking for a superadmin and then creating one would race.
    private async Task<AccountOutcome> CreateOnceAsync(string? token, string name, string email, string hash, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (
            await PendingRun.ExecuteUpdateAsync(set => set.SetProperty(r => r.CompletedAt, now), ct) == 0
            || !await links.RedeemAsync(LinkKind.Setup, token, ct)
        )
        {
            return new AccountOutcome.LinkInvalid();
        }

        await links.RevokeAsync(LinkKind.Setup, userId: null, ct);
        var user = new AppUser
        {
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            Name = name,
            PasswordHash = hash,
            Status = StaffStatus.Active,
            CreatedAt = now,
        };
        (await users.CreateAsync(user)).ThrowIfFailed();
        (await users.AddToRoleAsync(user, Roles.SuperAdmin)).ThrowIfFailed();
        await audit.RecordAsync("user.set-up", user.Id, name, null, new { Role = Roles.SuperAdmin }, ct);
        return new AccountOutcome.Done(user.Id);
    }

    private IQueryable<FirstRun> PendingRun => db.Set<FirstRun>().Where(r => r.CompletedAt == null);
}
