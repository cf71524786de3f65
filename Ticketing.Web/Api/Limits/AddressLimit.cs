using System.Collections.Concurrent;

namespace Ticketing.Api.Limits;

/// <param name="Used">This request included.</param>
/// <param name="Reset">Until the next window.</param>
internal readonly record struct WindowCount(int Used, TimeSpan Reset);

/// <summary>Counts requests in windows of one minute. Per process, like the limits of pages.</summary>
internal sealed class AddressLimit(TimeProvider clock)
{
    public const int PerWindow = 60;

    /// <summary>
    /// For operations that need a token: several scanners may share one address. Guesses of tokens have a limit of their own.
    /// </summary>
    public const int PerWindowWithToken = 600;

    /// <summary>As many as the pages take. Failures have limits of their own.</summary>
    public const int PerWindowForSignIn = 120;

    /// <summary>As many as the pages take: a shop's server sends the holds and orders of all its buyers.</summary>
    public const int PerWindowForHolds = 600;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private Counts current = new(DateTimeOffset.MinValue);

    public WindowCount Count(string address)
    {
        var now = clock.GetUtcNow();
        var counts = GetCounts(new DateTimeOffset(now.Ticks - (now.Ticks % Window.Ticks), TimeSpan.Zero));
        return new WindowCount(counts.ByAddress.AddOrUpdate(address, 1, (_, used) => used + 1), counts.StartsAt + Window - now);
    }

    private Counts GetCounts(DateTimeOffset startsAt)
    {
        var found = Volatile.Read(ref current);
        if (found.StartsAt == startsAt)
        {
            return found;
        }

        var next = new Counts(startsAt);
        var before = Interlocked.CompareExchange(ref current, next, found);
        return before == found ? next : before;
    }

    private sealed class Counts(DateTimeOffset startsAt)
    {
        public DateTimeOffset StartsAt { get; } = startsAt;

        public ConcurrentDictionary<string, int> ByAddress { get; } = new();
    }
}
