using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Promotions;

/// <summary>
/// Counts unknown codes per address, so that nobody can find codes by trying. Generous, because a crowd may share an address. Each process
/// counts for itself.
/// </summary>
public sealed class CodeGuesses(IOptionsMonitor<RateLimitingOptions> options) : IDisposable
{
    public const int MaxUnknown = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> unknown = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(
            address,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = MaxUnknown, Window = Window }
        )
    );

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

    public void Count(string address)
    {
        using var lease = unknown.AttemptAcquire(address);
    }

    public void Dispose() => unknown.Dispose();
}
