using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Notifications;

namespace Ticketing.Accounts;

/// <summary>
/// Open registration: the user confirms the address and chooses a password, then a superadmin must approve. The response is the same for a
/// known address.
/// </summary>
public sealed class RegisterStaff(TicketingDbContext db, UserManager<AppUser> users, Outbox outbox, AuditTrail audit, TimeProvider clock)
{
    private static readonly TimeSpan KeptUnconfirmed = TimeSpan.FromDays(7);

    public async Task<AccountOutcome> RegisterAsync(string name, string email, CancellationToken ct)
    {
        if (NewAccounts.Check(name, email, out var address) is { } refused)
        {
            return refused;
        }

        await db.WriteAsync(() => RegisterOnceAsync(name.Trim(), address, ct), ct);
        return new AccountOutcome.Done(Guid.Empty);
    }

    private async Task RegisterOnceAsync(string name, string email, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var forgotten = now - KeptUnconfirmed;
        await db.Users.Where(u => u.Standing == Standing.Waiting && !u.EmailConfirmed && u.CreatedAt < forgotten).ExecuteDeleteAsync(ct);
        if (await users.FindByEmailAsync(email) is null)
        {
            var user = new AppUser { UserName = email, Email = email, Name = name, Standing = Standing.Waiting, CreatedAt = now };
            (await users.CreateAsync(user)).OrThrow();
            await audit.RecordAsync("user.registered", user.Id, name, null, null, ct);
        }

        await outbox.QueueAsync(JoinStaff.MailKind, MailWindow.KeyOf(JoinStaff.MailKind, email, clock), email, orderId: null, ct);
    }
}
