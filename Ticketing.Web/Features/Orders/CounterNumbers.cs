using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Orders;

internal static class CounterNumbers
{
    /// <summary>Call it in the transaction that uses the number, after the statement that decides it. The counter stays locked until then.</summary>
    public static async Task<long> DrawNumberAsync(this TicketingDbContext db, string name, CancellationToken ct)
    {
        var counter = db.Set<Counter>().Where(c => c.Name == name);
        await counter.ExecuteUpdateAsync(set => set.SetProperty(c => c.Value, c => c.Value + 1), ct);
        return await counter.Select(c => c.Value).SingleAsync(ct);
    }
}
