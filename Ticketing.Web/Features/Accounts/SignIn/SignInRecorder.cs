using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SignIn;

public sealed class SignInRecorder(TicketingDbContext db, AuditTrail audit, TimeProvider clock)
{
    internal Task RecordSuccessAsync(AppUser user, string method, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                DateTimeOffset? now = clock.GetUtcNow();
                await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.LastSignInAt, now), ct);
                await audit.RecordAsync("user.signed-in", user.Id, user.Name, null, new { By = method }, ct);
            },
            ct
        );

    internal Task RecordFailureAsync(AppUser user, string factor, bool lockedOut, CancellationToken ct) =>
        audit.RecordAsync(lockedOut ? "user.locked-out" : "user.sign-in-refused", user.Id, user.Name, null, new { Wrong = factor }, ct);
}
