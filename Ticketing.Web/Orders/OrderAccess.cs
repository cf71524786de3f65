using Microsoft.EntityFrameworkCore;
using Ticketing.Data;

namespace Ticketing.Orders;

/// <summary>Links that open an order without an account. A token is shown once, when its link is written, and stored hashed.</summary>
public sealed class OrderAccess(TicketingDbContext db, TimeProvider clock)
{
    /// <returns>A new token; earlier ones stay good.</returns>
    public async Task<string> MintAsync(Guid orderId, CancellationToken ct)
    {
        var token = UnguessableCode.New();
        db.Add(new AccessToken { Hash = UnguessableCode.Hash(token), OrderId = orderId, CreatedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        return token;
    }

    /// <returns>The order that the token opens; null for any other text.</returns>
    public async Task<Guid?> RedeemAsync(string token, CancellationToken ct)
    {
        var hash = UnguessableCode.Hash(token);
        return await db.Set<AccessToken>().Where(t => t.Hash == hash).Select(t => (Guid?)t.OrderId).FirstOrDefaultAsync(ct);
    }
}
