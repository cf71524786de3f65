using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;

namespace Ticketing.Accounts;

/// <param name="Invited">False for a self-registered user, who still needs approval.</param>
public sealed record Joining(Guid UserId, string Email, string Name, bool Invited);

/// <summary>Turns an emailed link into an account with name and password.</summary>
public sealed class JoinStaff(TicketingDbContext db, AccountLinks links, NewAccounts accounts, AuditTrail audit, TimeProvider clock)
{
    public const string MailKind = "staff-join";

    /// <returns>Null if the link is unknown, used, withdrawn or expired.</returns>
    public async Task<Joining?> ReadAsync(string? token, CancellationToken ct) =>
        await links.FindAsync(LinkKind.Join, token, ct) is { UserId: { } userId }
            ? await Awaited(userId).Select(u => new Joining(u.Id, u.Email!, u.Name, u.Standing == Standing.Invited)).FirstOrDefaultAsync(ct)
            : null;

    public async Task<AccountOutcome> AcceptAsync(string? token, string name, string password, CancellationToken ct)
    {
        if (await ReadAsync(token, ct) is not { } joining)
        {
            return new AccountOutcome.LinkOver();
        }

        if ((NewAccounts.CheckName(name) ?? accounts.CheckPassword(password, name, joining.Email)) is { } refused)
        {
            return refused;
        }

        var hash = accounts.Hash(password);
        return await db.WriteAsync(
            async () => await EnterAsync(joining.UserId, name.Trim(), hash, ct) && await links.RedeemAsync(LinkKind.Join, token, ct)
                ? await DoneAsync(joining, name.Trim(), ct)
                : new AccountOutcome.LinkOver(),
            outcome => outcome is AccountOutcome.Done,
            ct);
    }

    // Several links may be out: the first one changes the row, and the others no longer match.
    private async Task<bool> EnterAsync(Guid userId, string name, string hash, CancellationToken ct)
    {
        var stamp = UnguessableCode.New();
        return await Awaited(userId).ExecuteUpdateAsync(
            set => set
                .SetProperty(u => u.Name, name)
                .SetProperty(u => u.PasswordHash, hash)
                .SetProperty(u => u.EmailConfirmed, true)
                .SetProperty(u => u.Standing, u => u.Standing == Standing.Invited ? Standing.Active : u.Standing)
                .SetProperty(u => u.InvitedUntil, (DateTimeOffset?)null)
                .SetProperty(u => u.SecurityStamp, stamp)
                .SetProperty(u => u.ConcurrencyStamp, stamp),
            ct) == 1;
    }

    private async Task<AccountOutcome> DoneAsync(Joining joining, string name, CancellationToken ct)
    {
        await links.VoidAsync(LinkKind.Join, joining.UserId, ct);
        await audit.RecordAsync(joining.Invited ? "user.joined" : "user.confirmed", joining.UserId, name, null, null, ct);
        return new AccountOutcome.Done(joining.UserId);
    }

    private IQueryable<AppUser> Awaited(Guid userId)
    {
        var now = clock.GetUtcNow();
        return db.Users.Where(u => u.Id == userId
            && ((u.Standing == Standing.Invited && u.InvitedUntil > now) || (u.Standing == Standing.Waiting && !u.EmailConfirmed)));
    }
}
