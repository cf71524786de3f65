using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Promotions;

/// <summary>
/// Counts unknown codes per address, so that nobody can find codes by trying. Generous, because a crowd may share an address, and may have
/// the same wrong code, which counts once. Each process counts for itself.
/// </summary>
public sealed class CodeGuesses(IOptionsMonitor<RateLimitingOptions> options) : IDisposable
{
    public const int MaxUnknown = 30;
    private const int MaxKeyLength = 2 * PromoCode.MaxLength;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> unknown = CreateLimiter<string>(MaxUnknown);

    // As many for each address as it has guesses.
    private readonly PartitionedRateLimiter<(string Address, string Key)> repeated = CreateLimiter<(string, string)>(1);

    /// <param name="address">As <see cref="Ticketing.Infrastructure.Hosting.Security.RateLimits.GetAddressKey"/> writes it.</param>
    public bool AreTooMany(string address)
    {
        if (!options.CurrentValue.Enabled)
        {
            return false;
        }

        using var lease = unknown.AttemptAcquire(address, 0);
        return !lease.IsAcquired;
    }

    /// <param name="key">As <see cref="PromoCode.ToKey"/> writes it.</param>
    public void Count(string address, string key)
    {
        using var first = repeated.AttemptAcquire((address, key[..Math.Min(key.Length, MaxKeyLength)]));
        if (first.IsAcquired)
        {
            using var lease = unknown.AttemptAcquire(address);
        }
    }

    public void Dispose()
    {
        unknown.Dispose();
        repeated.Dispose();
    }

    private static PartitionedRateLimiter<T> CreateLimiter<T>(int permits)
        where T : notnull =>
        PartitionedRateLimiter.Create<T, T>(key =>
            RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window })
        );
}
