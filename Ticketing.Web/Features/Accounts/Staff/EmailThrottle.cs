using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Accounts.Staff;

/// <summary>One email of a kind per address in five minutes: a form sent twice is one request.</summary>
internal static class EmailThrottle
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public static string GetKey(string kind, string address, TimeProvider clock) =>
        $"{kind}:{UnguessableCode.Hash(address.ToUpperInvariant())}:{clock.GetUtcNow().Ticks / Window.Ticks}";
}
