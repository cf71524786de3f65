using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Accounts.SignIn;

/// <summary>Counts an attempt by one conditional statement before verifying it, so a hundred concurrent guesses count as five.</summary>
public sealed class SignInAttempts(TicketingDbContext db, TimeProvider clock)
{
    public const int MaxAttempts = 5;
    public static readonly TimeSpan LockoutDuration = TimeSpan.FromMinutes(5);

    /// <returns>False if the account is locked.</returns>
    public Task<bool> TryCountAsync(Guid userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? until = now + LockoutDuration;
        return db.WriteAsync(
            async () =>
                await db
                    .Users.Where(u =>
                        u.Id == userId && (u.LockoutEnd <= now || (u.LockoutEnd == null && u.AccessFailedCount < MaxAttempts))
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(
                                    u => u.LockoutEnd,
                                    u => u.LockoutEnd == null && u.AccessFailedCount + 1 >= MaxAttempts ? until : null
                                )
                                .SetProperty(u => u.AccessFailedCount, u => u.LockoutEnd == null ? u.AccessFailedCount + 1 : 1),
                        ct
                    ) == 1,
            ct: ct
        );
    }

    /// <summary>Takes back the count of a correct attempt that does not complete the sign-in.</summary>
    public Task UncountAsync(Guid userId, CancellationToken ct) =>
        db.WriteAsync(
            () =>
                db
                    .Users.Where(u => u.Id == userId && u.AccessFailedCount > 0)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount - 1)
                                .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null),
                        ct
                    ),
            ct
        );

    public Task ResetAsync(Guid userId, CancellationToken ct) =>
        db.WriteAsync(
            () =>
                db
                    .Users.Where(u => u.Id == userId)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null),
                        ct
                    ),
            ct
        );

    internal Task<bool> IsLockedOutAsync(Guid userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Users.AnyAsync(u => u.Id == userId && u.LockoutEnd > now, ct);
    }
}
