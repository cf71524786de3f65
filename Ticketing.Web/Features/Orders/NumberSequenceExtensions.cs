using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Orders;

internal static class NumberSequenceExtensions
{
    /// <summary>Call it late in the transaction that uses the number: the sequence stays locked until its end.</summary>
    public static async Task<long> DrawNumberAsync(this TicketingDbContext db, string name, CancellationToken ct)
    {
        var sequence = db.Set<NumberSequence>().Where(n => n.Name == name);
        await sequence.ExecuteUpdateAsync(set => set.SetProperty(n => n.Value, n => n.Value + 1), ct);
        return await sequence.Select(n => n.Value).SingleAsync(ct);
    }
}
