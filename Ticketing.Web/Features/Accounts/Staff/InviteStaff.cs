using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Accounts.Staff;

public sealed class InviteStaff(
    TicketingDbContext db,
    UserManager<AppUser> users,
    NotificationOutbox outbox,
    AuditTrail audit,
    TimeProvider clock
)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <param name="role">One of <see cref="Roles.All"/>.</param>
    public async Task<AccountOutcome> InviteAsync(string email, string role, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(email, out var address))
        {
            return AccountValidator.InvalidEmail;
        }

        return Roles.All.Contains(role)
            ? await db.WriteAsync(() => InviteOnceAsync(address, role, ct), outcome => outcome is AccountOutcome.Done, ct)
            : new AccountOutcome.Refused("Role", T["Choose what they may do."]);
    }

    private async Task<AccountOutcome> InviteOnceAsync(string email, string role, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(email) is { } known)
        {
            return new AccountOutcome.Refused("Email", DescribeExisting(known.Status));
        }

        var now = clock.GetUtcNow();
        var user = new AppUser
        {
            UserName = email,
            Email = email,
            Status = StaffStatus.Invited,
            InvitedUntil = now + Lifetime,
            CreatedAt = now,
        };
        (await users.CreateAsync(user)).ThrowIfFailed();
        (await users.AddToRoleAsync(user, role)).ThrowIfFailed();
        await QueueEmailAsync(user.Id, email, ct);
        await audit.RecordAsync("user.invited", user.Id, email, null, new { Role = role }, ct);
        return new AccountOutcome.Done(user.Id);
    }

    /// <summary>Sends the invitation again and extends it.</summary>
    /// <returns>False if it was accepted or withdrawn meanwhile.</returns>
    public Task<bool> ResendAsync(Guid userId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                DateTimeOffset? until = clock.GetUtcNow() + Lifetime;
                var email = await db.Users.Where(u => u.Id == userId).Select(u => u.Email!).FirstOrDefaultAsync(ct);
                if (
                    await db
                        .Users.Where(u => u.Id == userId && u.Status == StaffStatus.Invited)
                        .ExecuteUpdateAsync(set => set.SetProperty(u => u.InvitedUntil, until), ct) == 0
                )
                {
                    return false;
                }

                await QueueEmailAsync(userId, email!, ct);
                await audit.RecordAsync("user.invited-again", userId, email!, null, null, ct);
                return true;
            },
            ct: ct
        );

    /// <summary>Withdraws an invitation, or declines a self-registered user, by deleting the account.</summary>
    /// <returns>False if the account is already active.</returns>
    public Task<bool> WithdrawAsync(Guid userId, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var email = await db.Users.Where(u => u.Id == userId).Select(u => u.Email!).FirstOrDefaultAsync(ct);
                if (
                    await db
                        .Users.Where(u => u.Id == userId && (u.Status == StaffStatus.Invited || u.Status == StaffStatus.PendingApproval))
                        .ExecuteDeleteAsync(ct) == 0
                )
                {
                    return false;
                }

                await audit.RecordAsync("user.turned-away", userId, email!, null, null, ct);
                return true;
            },
            ct: ct
        );

    private Task QueueEmailAsync(Guid userId, string email, CancellationToken ct) =>
        outbox.QueueAsync(JoinStaff.MailKind, $"{JoinStaff.MailKind}:{userId}:{Guid.CreateVersion7()}", email, orderId: null, ct);

    private static string DescribeExisting(StaffStatus status) =>
        status switch
        {
            StaffStatus.Invited => T["This person has already been invited. You can send the email again from the list below."],
            StaffStatus.PendingApproval => T["This person has registered and waits for you to let them in."],
            StaffStatus.Disabled => T["This person has an account that is disabled. Enable it again."],
            _ => T["This person has an account already."],
        };
}
