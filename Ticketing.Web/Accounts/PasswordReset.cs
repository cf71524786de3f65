using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Notifications;

namespace Ticketing.Accounts;

/// <summary>
/// Known and unknown addresses get the same response: the account is looked up only when the email is composed. The second factor is kept.
/// </summary>
public sealed class PasswordReset(TicketingDbContext db, Outbox outbox, AccountLinks links, NewAccounts accounts, AuditTrail audit, TimeProvider clock)
{
    public const string MailKind = "staff-reset";
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);

    public async Task<AccountOutcome> RequestAsync(string email, CancellationToken ct)
    {
        if (NewAccounts.CheckAddress(email, out var address) is { } refused)
        {
            return refused;
        }

        await outbox.QueueAsync(MailKind, MailWindow.KeyOf(MailKind, address, clock), address, orderId: null, ct);
        return new AccountOutcome.Done(Guid.Empty);
    }

    public async Task<bool> IsLinkGoodAsync(string? token, CancellationToken ct) => await links.FindAsync(LinkKind.Reset, token, ct) is not null;

    /// <summary>Ends all sessions and revokes other reset links. Does not sign in.</summary>
    public async Task<AccountOutcome> SetAsync(string? token, string password, CancellationToken ct)
    {
        if (await links.FindAsync(LinkKind.Reset, token, ct) is not { UserId: { } userId })
        {
            return new AccountOutcome.LinkOver();
        }

        var person = await db.Users.Where(u => u.Id == userId).Select(u => new { u.Name, Email = u.Email! }).SingleAsync(ct);
        if (accounts.CheckPassword(password, person.Name, person.Email) is { } refused)
        {
            return refused;
        }

        var hash = accounts.Hash(password);
        return await db.WriteAsync(
            async () => await ReplaceAsync(userId, hash, ct) && await links.RedeemAsync(LinkKind.Reset, token, ct)
                ? await DoneAsync(userId, person.Name, ct)
                : new AccountOutcome.LinkOver(),
            outcome => outcome is AccountOutcome.Done,
            ct);
    }

    private async Task<bool> ReplaceAsync(Guid userId, string hash, CancellationToken ct)
    {
        var stamp = UnguessableCode.New();
        return await db.Users.Where(u => u.Id == userId && u.Standing == Standing.Active).ExecuteUpdateAsync(
            set => set
                .SetProperty(u => u.PasswordHash, hash)
                .SetProperty(u => u.SecurityStamp, stamp)
                .SetProperty(u => u.ConcurrencyStamp, stamp)
                .SetProperty(u => u.AccessFailedCount, 0)
                .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null),
            ct) == 1;
    }

    private async Task<AccountOutcome> DoneAsync(Guid userId, string name, CancellationToken ct)
    {
        await links.VoidAsync(LinkKind.Reset, userId, ct);
        await audit.RecordAsync("user.password-reset", userId, name, null, null, ct);
        return new AccountOutcome.Done(userId);
    }
}
