using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;

namespace Ticketing.Accounts;

public sealed class SignInRecord(TicketingDbContext db, AuditTrail audit, TimeProvider clock)
{
    internal Task EnteredAsync(AppUser user, string how, CancellationToken ct) => db.WriteAsync(
        async () =>
        {
            DateTimeOffset? now = clock.GetUtcNow();
            await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.LastSignInAt, now), ct);
            await audit.RecordAsync("user.signed-in", user.Id, user.Name, null, new { By = how }, ct);
        },
        ct);

    internal Task RefusedAsync(AppUser user, string what, bool lockedOut, CancellationToken ct) =>
        audit.RecordAsync(lockedOut ? "user.locked-out" : "user.sign-in-refused", user.Id, user.Name, null, new { Wrong = what }, ct);
}
