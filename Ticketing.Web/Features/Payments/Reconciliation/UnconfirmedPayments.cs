using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Reconciliation;

/// <param name="First">Time of the oldest.</param>
/// <param name="Last">Time of the newest.</param>
public sealed record UnconfirmedSummary(int Count, DateTimeOffset First, DateTimeOffset Last);

/// <summary>Payments that are paid here, but not at the provider, as <see cref="UnconfirmedPaymentJob"/> found.</summary>
public sealed class UnconfirmedPayments(TicketingDbContext db, DecideDifference decisions)
{
    /// <returns>Null if there is none about which staff have not decided.</returns>
    public async Task<UnconfirmedSummary?> FindAsync(CancellationToken ct)
    {
        var marked = await db.Set<Payment>()
            .Where(p => p.UnconfirmedSince != null)
            .Select(p => new { p.Id, At = p.SettledAt ?? p.CreatedAt })
            .ToListAsync(ct);
        var all = marked.Select(p => new PaymentDifference(PaymentDifferenceKind.PaidLocallyOnly, $"{p.Id}", Order: null)
        {
            OccurredAt = p.At,
        });
        var open = await decisions.ExcludeDecidedAsync([.. all], ct);
        return open.Count == 0 ? null : new(open.Count, open.Min(p => p.OccurredAt!.Value), open.Max(p => p.OccurredAt!.Value));
    }
}
