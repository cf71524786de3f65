using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Orders;

internal static class CounterNumbers
{
    /// <summary>Call it late in the transaction that uses the number: the counter stays locked until its end.</summary>
    public static async Task<long> DrawNumberAsync(this TicketingDbContext db, string name, CancellationToken ct)
    {
        var counter = db.Set<Counter>().Where(c => c.Name == name);
        await counter.ExecuteUpdateAsync(set => set.SetProperty(c => c.Value, c => c.Value + 1), ct);
        return await counter.Select(c => c.Value).SingleAsync(ct);
    }
}
