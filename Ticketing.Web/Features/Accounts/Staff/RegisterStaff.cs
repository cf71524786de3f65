using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Accounts.Staff;

/// <summary>
/// Open registration: the user confirms the address and chooses a password, then a superadmin must approve. The response is the same for a
/// known address.
/// </summary>
public sealed class RegisterStaff(
    TicketingDbContext db,
    UserManager<AppUser> users,
    NotificationOutbox outbox,
    AuditTrail audit,
    TimeProvider clock
)
{
    private static readonly TimeSpan UnconfirmedLifetime = TimeSpan.FromDays(7);

    public async Task<AccountOutcome> RegisterAsync(string name, string email, CancellationToken ct)
    {
        if (AccountValidator.FindNameProblem(name) is { } problem)
        {
            return problem;
        }

        if (!EmailAddress.TryParse(email, out var address))
        {
            return AccountValidator.InvalidEmail;
        }

        await db.WriteAsync(() => RegisterOnceAsync(name.Trim(), address, ct), ct);
        return new AccountOutcome.Done(Guid.Empty);
    }

    private async Task RegisterOnceAsync(string name, string email, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var forgotten = now - UnconfirmedLifetime;
        await db
            .Users.Where(u => u.Status == StaffStatus.PendingApproval && !u.EmailConfirmed && u.CreatedAt < forgotten)
            .ExecuteDeleteAsync(ct);
        if (await users.FindByEmailAsync(email) is null)
        {
            var user = new AppUser
            {
                UserName = email,
                Email = email,
                Name = name,
                Status = StaffStatus.PendingApproval,
                CreatedAt = now,
            };
            (await users.CreateAsync(user)).ThrowIfFailed();
            await audit.RecordAsync("user.registered", user.Id, name, null, null, ct);
        }

        var key = EmailThrottle.GetKey(JoinStaff.MailKind, email, clock);
        await outbox.QueueLimitedAsync(JoinStaff.MailKind, key, email, orderId: null, maxDelay: TimeSpan.Zero, ct);
    }
}
