using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders.Access;

/// <summary>Tokens are shown once and stored hashed.</summary>
public sealed class OrderAccessTokens(TicketingDbContext db, TimeProvider clock)
{
    /// <returns>A new token; earlier ones stay valid.</returns>
    public async Task<string> CreateAsync(Guid orderId, CancellationToken ct)
    {
        var token = UnguessableCode.Create();
        db.Add(
            new AccessToken
            {
                Hash = UnguessableCode.Hash(token),
                OrderId = orderId,
                CreatedAt = clock.GetUtcNow(),
            }
        );
        await db.SaveChangesAsync(ct);
        return token;
    }

    /// <returns>The order's id, or null if the token is invalid.</returns>
    public async Task<Guid?> ResolveAsync(string token, CancellationToken ct)
    {
        var hash = UnguessableCode.Hash(token);
        return await db.Set<AccessToken>().Where(t => t.Hash == hash).Select(t => (Guid?)t.OrderId).FirstOrDefaultAsync(ct);
    }
}
