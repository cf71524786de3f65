using Ticketing.Data;

namespace Ticketing.Accounts;

/// <summary>One email of a kind per address in five minutes, so that nobody can flood a mailbox.</summary>
internal static class MailWindow
{
    private static readonly TimeSpan OncePer = TimeSpan.FromMinutes(5);

    public static string KeyOf(string kind, string address, TimeProvider clock) =>
        $"{kind}:{UnguessableCode.Hash(address.ToUpperInvariant())}:{clock.GetUtcNow().Ticks / OncePer.Ticks}";
}
