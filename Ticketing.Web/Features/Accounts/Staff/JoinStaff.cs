using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Links;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.Staff;

/// <param name="IsInvited">False for a self-registered user, who still needs approval.</param>
public sealed record PendingAccount(Guid UserId, string Email, string Name, bool IsInvited);

/// <summary>Turns an emailed link into an account with name and password.</summary>
public sealed class JoinStaff(TicketingDbContext db, AccountLinks links, AccountValidator accounts, AuditTrail audit, TimeProvider clock)
{
    public const string MailKind = "staff-join";

    /// <returns>Null if the link is unknown, used, withdrawn or expired.</returns>
    public async Task<PendingAccount?> FindAsync(string? token, CancellationToken ct) =>
        await links.FindAsync(LinkKind.Join, token, ct) is { UserId: { } userId }
            ? await PendingUsers(userId)
                .Select(u => new PendingAccount(u.Id, u.Email!, u.Name, u.Status == StaffStatus.Invited))
                .FirstOrDefaultAsync(ct)
            : null;

    public async Task<AccountOutcome> AcceptAsync(string? token, string name, string password, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not { } joining)
        {
            return new AccountOutcome.LinkInvalid();
        }

        if ((AccountValidator.FindNameProblem(name) ?? accounts.FindPasswordProblem(password, name, joining.Email)) is { } refused)
        {
            return refused;
        }

        var hash = accounts.Hash(password);
        return await db.WriteAsync(
            async () =>
                await ActivateAsync(joining.UserId, name.Trim(), hash, ct) && await links.RedeemAsync(LinkKind.Join, token, ct)
                    ? await CompleteAsync(joining, name.Trim(), ct)
                    : new AccountOutcome.LinkInvalid(),
            outcome => outcome is AccountOutcome.Done,
            ct
        );
    }

    // Several links may be out: the first one changes the row, and the others no longer match.
    private async Task<bool> ActivateAsync(Guid userId, string name, string hash, CancellationToken ct)
    {
        var stamp = UnguessableCode.Create();
        return await PendingUsers(userId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(u => u.Name, name)
                            .SetProperty(u => u.PasswordHash, hash)
                            .SetProperty(u => u.EmailConfirmed, true)
                            .SetProperty(u => u.Status, u => u.Status == StaffStatus.Invited ? StaffStatus.Active : u.Status)
                            .SetProperty(u => u.InvitedUntil, (DateTimeOffset?)null)
                            .SetProperty(u => u.SecurityStamp, stamp)
                            .SetProperty(u => u.ConcurrencyStamp, stamp),
                    ct
                ) == 1;
    }

    private async Task<AccountOutcome> CompleteAsync(PendingAccount pending, string name, CancellationToken ct)
    {
        await links.RevokeAsync(LinkKind.Join, pending.UserId, ct);
        await audit.RecordAsync(pending.IsInvited ? "user.joined" : "user.confirmed", pending.UserId, name, null, null, ct);
        return new AccountOutcome.Done(pending.UserId);
    }

    private IQueryable<AppUser> PendingUsers(Guid userId)
    {
        var now = clock.GetUtcNow();
        return db.Users.Where(u =>
            u.Id == userId
            && ((u.Status == StaffStatus.Invited && u.InvitedUntil > now) || (u.Status == StaffStatus.PendingApproval && !u.EmailConfirmed))
        );
    }
}
