using Microsoft.EntityFrameworkCore;
using Ticketing.Data;

namespace Ticketing.Accounts;

/// <summary>
/// Five wrong passwords or codes, then five minutes of rest. An attempt is counted before it is looked at, by one conditional
/// statement: a hundred guesses at once are five guesses.
/// </summary>
public sealed class SignInAttempts(TicketingDbContext db, TimeProvider clock)
{
    public const int Most = 5;
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    /// <returns>False while the account rests.</returns>
    public Task<bool> TakeAsync(Guid userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? until = now + Rest;
        return db.WriteAsync(
            async () => await db.Users
                .Where(u => u.Id == userId && (u.LockoutEnd <= now || (u.LockoutEnd == null && u.AccessFailedCount < Most)))
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(u => u.LockoutEnd, u => u.LockoutEnd == null && u.AccessFailedCount + 1 >= Most ? until : null)
                        .SetProperty(u => u.AccessFailedCount, u => u.LockoutEnd == null ? u.AccessFailedCount + 1 : 1),
                    ct) == 1,
            ct: ct);
    }

    /// <summary>The attempt was right, but is not the whole way in: it is as if it had not been made.</summary>
    public Task GiveBackAsync(Guid userId, CancellationToken ct) => db.WriteAsync(
        () => db.Users.Where(u => u.Id == userId && u.AccessFailedCount > 0).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount - 1).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), ct),
        ct);

    /// <summary>Who is in, has no wrong attempts.</summary>
    public Task ForgetAsync(Guid userId, CancellationToken ct) => db.WriteAsync(
        () => db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), ct),
        ct);

    internal Task<bool> AreUsedUpAsync(Guid userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Users.AnyAsync(u => u.Id == userId && u.LockoutEnd > now, ct);
    }
}
