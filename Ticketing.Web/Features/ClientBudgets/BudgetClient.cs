using System.Security.Cryptography;
using System.Text;
using Ticketing.Infrastructure.Data.Keys;

namespace Ticketing.Features.ClientBudgets;

/// <summary>A client of one event: its address and its browser, each with a budget of its own. Both are hashes.</summary>
public sealed record BudgetClient(string AddressKey, string BrowserKey)
{
    internal IReadOnlyList<string> Keys => [AddressKey, BrowserKey];

    /// <param name="browser">Random, so its hash needs no secret.</param>
    public static BudgetClient Create(Guid eventId, string addressKey, string browser) =>
        new(addressKey, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"browser|{eventId}|{browser}"))));
}

public sealed class BudgetClients(KeyedHash hash)
{
    /// <param name="address">As <see cref="Ticketing.Infrastructure.Hosting.Security.RateLimits.GetAddressKey"/> writes it.</param>
    public async Task<BudgetClient> CreateAsync(Guid eventId, string address, string browser, CancellationToken ct) =>
        BudgetClient.Create(eventId, await hash.ComputeAsync($"address|{eventId}|{address}", ct), browser);
}
