using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SignIn;

/// <param name="DeviceId">Null for a browser that the account does not know.</param>
public sealed record SignInTarget(Guid UserId, string? DeviceId);

/// <summary>
/// Counts an attempt by one conditional statement before verifying it, so a hundred concurrent guesses count as five. A known device has
/// its own count, so strangers cannot lock its owner out.
/// </summary>
public sealed class SignInAttempts(TicketingDbContext db, StaffDevices devices, StaffBrowser browser, TimeProvider clock)
{
    public const int MaxAttempts = 5;
    public static readonly TimeSpan LockoutDuration = TimeSpan.FromMinutes(5);

    // Accounts and devices count in columns of the same names.
    private const string Failures = nameof(AppUser.AccessFailedCount);
    private const string LockoutEnd = nameof(AppUser.LockoutEnd);

    internal async Task<SignInTarget> GetTargetAsync(Guid userId, CancellationToken ct) =>
        new(userId, await devices.FindAsync(userId, browser.Key, ct));

    /// <returns>False if the account, or the known device, is locked.</returns>
    internal Task<bool> TryCountAsync(SignInTarget target, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
                1
                == (
                    target.DeviceId is { } device
                        ? await CountAsync(db.Set<StaffDevice>().Where(d => d.Id == device), ct)
                        : await CountAsync(db.Users.Where(u => u.Id == target.UserId), ct)
                ),
            ct: ct
        );

    /// <summary>Takes back the count of a correct attempt that does not complete the sign-in.</summary>
    internal Task UncountAsync(SignInTarget target, CancellationToken ct) =>
        db.WriteAsync(
            () =>
                target.DeviceId is { } device
                    ? UncountAsync(db.Set<StaffDevice>().Where(d => d.Id == device), ct)
                    : UncountAsync(db.Users.Where(u => u.Id == target.UserId), ct),
            ct
        );

    /// <summary>After a completed sign-in.</summary>
    internal Task ResetAsync(SignInTarget target, CancellationToken ct) =>
        db.WriteAsync(
            () =>
                target.DeviceId is { } device
                    ? ResetAsync(db.Set<StaffDevice>().Where(d => d.Id == device), ct)
                    : ResetAsync(db.Users.Where(u => u.Id == target.UserId), ct),
            ct
        );

    internal Task<bool> IsLockedOutAsync(SignInTarget target, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var latest = GetLatestLockout(now);
        return target.DeviceId is { } device
            ? db.Set<StaffDevice>().AnyAsync(d => d.Id == device && d.LockoutEnd > now && d.LockoutEnd <= latest, ct)
            : db.Users.AnyAsync(u => u.Id == target.UserId && u.LockoutEnd > now && u.LockoutEnd <= latest, ct);
    }

    private Task<int> CountAsync<T>(IQueryable<T> rows, CancellationToken ct)
        where T : class
    {
        var now = clock.GetUtcNow();
        var latest = GetLatestLockout(now);
        DateTimeOffset? until = now + LockoutDuration;
        return rows.Where(row =>
                EF.Property<DateTimeOffset?>(row, LockoutEnd) <= now
                || EF.Property<DateTimeOffset?>(row, LockoutEnd) > latest
                || (EF.Property<DateTimeOffset?>(row, LockoutEnd) == null && EF.Property<int>(row, Failures) < MaxAttempts)
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                            End<T>(),
                            row =>
                                EF.Property<DateTimeOffset?>(row, LockoutEnd) == null && EF.Property<int>(row, Failures) + 1 >= MaxAttempts
                                    ? until
                                    : null
                        )
                        .SetProperty(
                            Count<T>(),
                            row => EF.Property<DateTimeOffset?>(row, LockoutEnd) == null ? EF.Property<int>(row, Failures) + 1 : 1
                        ),
                ct
            );
    }

    // See ClockSkew: nobody stays locked out for a day.
    private static DateTimeOffset GetLatestLockout(DateTimeOffset now) => now + LockoutDuration + ClockSkew.Max;

    private static Task<int> UncountAsync<T>(IQueryable<T> rows, CancellationToken ct)
        where T : class =>
        rows.Where(row => EF.Property<int>(row, Failures) > 0)
            .ExecuteUpdateAsync(
                set => set.SetProperty(Count<T>(), row => EF.Property<int>(row, Failures) - 1).SetProperty(End<T>(), (DateTimeOffset?)null),
                ct
            );

    private static Task<int> ResetAsync<T>(IQueryable<T> rows, CancellationToken ct)
        where T : class => rows.ExecuteUpdateAsync(set => set.SetProperty(Count<T>(), 0).SetProperty(End<T>(), (DateTimeOffset?)null), ct);

    private static Expression<Func<T, int>> Count<T>()
        where T : class => row => EF.Property<int>(row, Failures);

    private static Expression<Func<T, DateTimeOffset?>> End<T>()
        where T : class => row => EF.Property<DateTimeOffset?>(row, LockoutEnd);
}
