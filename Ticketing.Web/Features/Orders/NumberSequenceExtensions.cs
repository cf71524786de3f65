using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Orders;

internal static class NumberSequenceExtensions
{
    /// <summary>Call it late in the transaction that uses the number: the sequence stays locked until its end.</summary>
    public static async Task<long> DrawNumberAsync(this TicketingDbContext db, string name, CancellationToken ct) =>
        (
            await db
                .Database.SqlQuery<long>($"UPDATE counters SET value = value + 1 WHERE name = {name} RETURNING value AS \"Value\"")
                .ToListAsync(ct)
        ).Single();
}
