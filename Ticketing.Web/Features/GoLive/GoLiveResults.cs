using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.GoLive;

/// <summary>Results of the last run, whichever process made it.</summary>
public sealed class GoLiveResults(TicketingDbContext db, AuditTrail audit)
{
    /// <summary>In the order of the topics; empty before the first run.</summary>
    public async Task<IReadOnlyList<GoLiveResult>> ReadAsync(CancellationToken ct)
    {
        var rows = await db.Set<GoLiveResult>().AsNoTracking().ToListAsync(ct);
        return [.. GoLiveTopics.All.Prepend(GoLiveTopics.Database).SelectMany(topic => rows.Where(row => row.Topic == topic))];
    }

    /// <summary>Of two runs that end at once, the results of one are kept as a whole.</summary>
    public Task ReplaceAsync(IReadOnlyList<GoLiveResult> results, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                await db.Set<GoLiveResult>().ExecuteDeleteAsync(ct);
                db.AddRange(results);
                await db.SaveChangesAsync(ct);
                await audit.RecordAsync("check.run", "go-live", "Go-live check", null, Count(results), ct);
            },
            ct
        );

    private static object Count(IReadOnlyList<GoLiveResult> results) =>
        new
        {
            Ok = results.Count(result => result.Status == GoLiveStatus.Ok),
            Warnings = results.Count(result => result.Status == GoLiveStatus.Warn),
            Problems = results.Count(result => result.Status == GoLiveStatus.Fail),
        };
}
