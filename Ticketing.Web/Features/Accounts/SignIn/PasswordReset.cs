using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Links;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.SignIn;

/// <summary>
/// Known and unknown addresses get the same response: the account is looked up only when the email is composed. The second factor is kept.
/// </summary>
public sealed class PasswordReset(
    TicketingDbContext db,
    NotificationOutbox outbox,
    AccountLinks links,
    AccountValidator accounts,
    StaffDevices devices,
    SecurityNotices notices,
    AuditTrail audit,
    TimeProvider clock
)
{
    public const string MailKind = "staff-reset";
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);

    public async Task<AccountOutcome> RequestAsync(string email, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(email, out var address))
        {
            return AccountValidator.InvalidEmail;
        }

        var key = EmailThrottle.GetKey(MailKind, address, clock);
        await outbox.QueueLimitedAsync(MailKind, key, address, orderId: null, maxDelay: TimeSpan.Zero, ct);
        return new AccountOutcome.Done(Guid.Empty);
    }

    public async Task<bool> IsLinkValidAsync(string? token, CancellationToken ct) =>
        await links.FindAsync(LinkKind.Reset, token, ct) is not null;

    /// <summary>Ends all sessions and revokes other reset links. Does not sign in.</summary>
    public async Task<AccountOutcome> ResetAsync(string? token, string password, CancellationToken ct)
    {
        if (await links.FindAsync(LinkKind.Reset, token, ct) is not { UserId: { } userId })
        {
            return new AccountOutcome.LinkInvalid();
        }

        var person = await db.Users.Where(u => u.Id == userId).Select(u => new { u.Name, Email = u.Email! }).SingleAsync(ct);
        if (accounts.FindPasswordProblem(password, person.Name, person.Email) is { } refused)
        {
            return refused;
        }

        var hash = accounts.Hash(password);
        return await db.WriteAsync(
            async () =>
                await ReplacePasswordAsync(userId, hash, ct) && await links.RedeemAsync(LinkKind.Reset, token, ct)
                    ? await CompleteAsync(userId, person.Name, person.Email, ct)
                    : new AccountOutcome.LinkInvalid(),
            outcome => outcome is AccountOutcome.Done,
            ct
        );
    }

    private async Task<bool> ReplacePasswordAsync(Guid userId, string hash, CancellationToken ct)
    {
        var stamp = UnguessableCode.Create();
        return await db
                .Users.Where(u => u.Id == userId && u.Status == StaffStatus.Active)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(u => u.PasswordHash, hash)
                            .SetProperty(u => u.SecurityStamp, stamp)
                            .SetProperty(u => u.ConcurrencyStamp, stamp)
                            .SetProperty(u => u.AccessFailedCount, 0)
                            .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null),
                    ct
                ) == 1;
    }

    private async Task<AccountOutcome> CompleteAsync(Guid userId, string name, string email, CancellationToken ct)
    {
        await devices.ForgetAllAsync(userId, ct);
        await links.RevokeAsync(LinkKind.Reset, userId, ct);
        await audit.RecordAsync("user.password-reset", userId, name, null, null, ct);
        await notices.QueueAsync(SecurityChange.PasswordReset, email, ct);
        return new AccountOutcome.Done(userId);
    }
}
