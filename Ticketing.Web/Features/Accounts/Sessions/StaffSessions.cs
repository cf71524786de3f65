using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.Sessions;

/// <summary>A session is valid while its row is, whatever the cookie says.</summary>
public sealed class StaffSessions(TicketingDbContext db, IOptionsMonitor<AccountOptions> options, TimeProvider clock)
{
    /// <summary>Sensitive changes require a second factor checked within this time.</summary>
    public static readonly TimeSpan FactorLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan SeenInterval = TimeSpan.FromMinutes(1);

    /// <summary>An exhibition may be open for weeks.</summary>
    private static readonly TimeSpan MaxKept = TimeSpan.FromHours(18);

    /// <param name="hasFactor">True if the second factor was checked just now.</param>
    internal Task<Guid> OpenAsync(AppUser user, SessionClient client, bool hasFactor, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var session = new StaffSession
                {
                    UserId = user.Id,
                    SecurityStamp = user.SecurityStamp!,
                    Device = client.Device,
                    Address = client.Address,
                    OpenedAt = now,
                    LastSeenAt = now,
                    FactorAt = hasFactor ? now : null,
                };
                db.Add(session);
                await db.SaveChangesAsync(ct);
                return session.Id;
            },
            ct: ct
        );

    /// <summary>Records that the session is in use.</summary>
    /// <returns>False if it has ended or expired.</returns>
    public async Task<bool> ContinueAsync(Guid id, Guid userId, string address, CancellationToken ct)
    {
        var session = await Valid().Where(s => s.Id == id && s.UserId == userId).Select(s => new { s.LastSeenAt }).FirstOrDefaultAsync(ct);
        if (session is null)
        {
            return false;
        }

        if (session.LastSeenAt <= clock.GetUtcNow() - SeenInterval)
        {
            await RecordUseAsync(id, address, ct);
        }

        return true;
    }

    /// <summary>Keeps the session through a change of the account's stamp, which ends all others.</summary>
    /// <param name="hasFactor">True if the second factor was checked just now.</param>
    internal Task RenewAsync(Guid id, AppUser user, bool hasFactor, CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        return db.WriteAsync(
            () =>
                Sessions
                    .Where(s => s.Id == id && s.UserId == user.Id && s.EndedAt == null)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(s => s.SecurityStamp, user.SecurityStamp!)
                                .SetProperty(s => s.FactorAt, s => hasFactor ? now : s.FactorAt),
                        ct
                    ),
            ct
        );
    }

    /// <summary>
    /// Ends the session and opens one with the second factor checked just now, which lasts as long as the first would have.
    /// </summary>
    /// <returns>Null if the session had ended.</returns>
    internal Task<Guid?> ReplaceAsync(Guid id, AppUser user, CancellationToken ct) =>
        db.WriteAsync<Guid?>(
            async () =>
            {
                var now = clock.GetUtcNow();
                if (!await EndAsync(id, user.Id, ct))
                {
                    return null;
                }

                var old = await Sessions.AsNoTracking().SingleAsync(s => s.Id == id, ct);
                var session = new StaffSession
                {
                    UserId = old.UserId,
                    SecurityStamp = old.SecurityStamp,
                    Device = old.Device,
                    Address = old.Address,
                    OpenedAt = old.OpenedAt,
                    LastSeenAt = now,
                    FactorAt = now,
                    KeptUntil = old.KeptUntil,
                };
                db.Add(session);
                await db.SaveChangesAsync(ct);
                return session.Id;
            },
            ct: ct
        );

    public Task<bool> HasFreshFactorAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (oldest, latest) = (now - FactorLifetime, now + ClockSkew.Max);
        return Sessions.AnyAsync(s => s.Id == id && s.FactorAt >= oldest && s.FactorAt <= latest, ct);
    }

    /// <summary>Lets a session at the door last until its event ends, or a working day after its last request there.</summary>
    public async Task KeepUntilAsync(Guid id, DateTimeOffset eventEnd, CancellationToken ct)
    {
        var latest = clock.GetUtcNow() + MaxKept;
        DateTimeOffset? end = eventEnd < latest ? eventEnd : latest;
        var renewed = end - SeenInterval;
        var shorter = Valid().Where(s => s.Id == id && (s.KeptUntil == null || s.KeptUntil <= renewed));
        if (await shorter.AnyAsync(ct))
        {
            await TryRecordAsync(() => shorter.ExecuteUpdateAsync(set => set.SetProperty(s => s.KeptUntil, end), ct), ct);
        }
    }

    /// <returns>False if the session is not this account's, or has ended.</returns>
    public async Task<bool> EndAsync(Guid id, Guid userId, CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        var session = Sessions.Where(s => s.Id == id && s.UserId == userId && s.EndedAt == null);
        return await db.WriteAsync(() => session.ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), ct), ct: ct) == 1;
    }

    /// <summary>Valid ones, latest used first.</summary>
    public async Task<IReadOnlyList<StaffSession>> ListAsync(Guid userId, CancellationToken ct) =>
        await Valid()
            .AsNoTracking()
            .Where(s => s.UserId == userId)
            .OrderByDescending(s => s.LastSeenAt)
            .ThenByDescending(s => s.Id)
            .ToListAsync(ct);

    private Task RecordUseAsync(Guid id, string address, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var unseen = Valid().Where(s => s.Id == id && s.LastSeenAt <= now - SeenInterval);
        return TryRecordAsync(
            () => unseen.ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now).SetProperty(s => s.Address, address), ct),
            ct
        );
    }

    // The next request records it. Until then staff must be able to read what is wrong, such as that the disk is full.
    private async Task TryRecordAsync(Func<Task> record, CancellationToken ct)
    {
        try
        {
            await db.WriteAsync(record, ct);
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error)) { }
    }

    private IQueryable<StaffSession> Valid()
    {
        var now = clock.GetUtcNow();
        var (opened, seen) = (now - options.CurrentValue.SessionLifetime, now - options.CurrentValue.SessionIdleTimeout);
        var latest = now + ClockSkew.Max;
        return Sessions.Where(s =>
            s.EndedAt == null
            && s.OpenedAt <= latest
            && ((s.OpenedAt > opened && s.LastSeenAt > seen) || s.KeptUntil > now)
            && db.Users.Any(u => u.Id == s.UserId && u.SecurityStamp == s.SecurityStamp && u.Status == StaffStatus.Active)
        );
    }

    private DbSet<StaffSession> Sessions => db.Set<StaffSession>();
}
