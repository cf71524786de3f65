using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.Sessions;

/// <summary>Recognises browsers by a random key in a cookie. It opens nothing.</summary>
public sealed class StaffDevices(TicketingDbContext db, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    /// <returns>Null if this account has never been signed in to with the key.</returns>
    public Task<string?> FindAsync(Guid userId, string? key, CancellationToken ct)
    {
        var (id, oldest) = (GetId(userId, key ?? ""), clock.GetUtcNow() - Lifetime);
        return Devices.Where(d => d.Id == id && d.LastSeenAt > oldest).Select(d => d.Id).FirstOrDefaultAsync(ct);
    }

    /// <returns>True if it is new to an account that knows others: the first one is no surprise to its owner.</returns>
    public Task<bool> RememberAsync(Guid userId, string key, CancellationToken ct) => RememberIdAsync(userId, GetId(userId, key), ct);

    /// <summary>For programs. It is no key: a browser that sends it is not recognised by it.</summary>
    /// <inheritdoc cref="RememberAsync"/>
    public Task<bool> RememberAddressAsync(Guid userId, string addressKey, CancellationToken ct) =>
        RememberIdAsync(userId, UnguessableCode.Hash($"program:{userId}:{addressKey}"), ct);

    private Task<bool> RememberIdAsync(Guid userId, string id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var device = new StaffDevice
        {
            Id = id,
            UserId = userId,
            FirstSeenAt = now,
            LastSeenAt = now,
        };
        return db.WriteAsync(
            async () =>
            {
                var knowsOthers = await Devices.AnyAsync(d => d.UserId == userId && d.LastSeenAt > now - Lifetime, ct);
                if (await db.InsertIfNewAsync(device, nameof(StaffDevice.Id), ct))
                {
                    return knowsOthers;
                }

                await Devices.Where(d => d.Id == device.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.LastSeenAt, now), ct);
                return false;
            },
            ct: ct
        );
    }

    /// <summary>After somebody else may have signed in.</summary>
    public Task ForgetAllAsync(Guid userId, CancellationToken ct) =>
        db.WriteAsync(() => Devices.Where(d => d.UserId == userId).ExecuteDeleteAsync(ct), ct);

    private DbSet<StaffDevice> Devices => db.Set<StaffDevice>();

    private static string GetId(Guid userId, string key) => UnguessableCode.Hash($"{userId}:{key}");
}
