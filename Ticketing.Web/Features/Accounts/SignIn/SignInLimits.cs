using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.SignIn;

/// <summary>
/// Limits failed sign-ins in all processes together: for each account name, whether or not it exists, and far more generously for each
/// address, which a whole office may share.
/// </summary>
public sealed class SignInLimits(TicketingDbContext db, IOptionsMonitor<RateLimitingOptions> options, TimeProvider clock)
{
    public const int MaxPerName = 20;
    public const int MaxPerAddress = 100;
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    /// <summary>Counts an attempt before it is verified; <see cref="UncountAsync"/> takes a correct one back.</summary>
    /// <param name="name">Null for a device that the account knows: only its address is limited.</param>
    /// <returns>False if a limit is reached.</returns>
    public async Task<bool> TryCountAsync(string? name, string addressKey, CancellationToken ct) =>
        !options.CurrentValue.Enabled
        || await db.WriteAsync(
            async () =>
                (name is null || await TryCountAsync(GetNameKey(name), MaxPerName, ct))
                && await TryCountAsync(GetAddressKey(addressKey), MaxPerAddress, ct),
            isCounted => isCounted,
            ct
        );

    public async Task UncountAsync(string? name, string addressKey, CancellationToken ct)
    {
        if (options.CurrentValue.Enabled)
        {
            string?[] keys = [name is null ? null : GetNameKey(name), GetAddressKey(addressKey)];
            await db.WriteAsync(
                () =>
                    Counts
                        .Where(c => keys.Contains(c.Key) && c.Failures > 0)
                        .ExecuteUpdateAsync(set => set.SetProperty(c => c.Failures, c => c.Failures - 1), ct),
                ct
            );
        }
    }

    private async Task<bool> TryCountAsync(string key, int max, CancellationToken ct)
    {
        var count = new SignInAttemptCount { Key = key, StartedAt = clock.GetUtcNow() };
        await db.InsertIfNewAsync(count, nameof(SignInAttemptCount.Key), ct);
        return await Counts
                .Where(c => c.Key == key && c.Failures < max)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Failures, c => c.Failures + 1), ct) == 1;
    }

    private DbSet<SignInAttemptCount> Counts => db.Set<SignInAttemptCount>();

    private string GetNameKey(string name) => GetKey($"name:{name.Trim().ToUpperInvariant()}");

    private string GetAddressKey(string addressKey) => GetKey($"address:{addressKey}");

    private string GetKey(string target) => UnguessableCode.Hash($"{clock.GetUtcNow().Ticks / Period.Ticks}:{target}");
}
