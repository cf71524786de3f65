using Microsoft.EntityFrameworkCore;
using Ticketing.Payments.Refunds;

namespace Ticketing.Cancellations;

/// <summary>How entries follow their refunds, also where staff retry one elsewhere.</summary>
internal static class EntryRefunds
{
    public static readonly IReadOnlyList<(RefundStatus Refund, EntryStatus Entry)> Outcomes =
    [
        (RefundStatus.Succeeded, EntryStatus.Refunded),
        (RefundStatus.Failed, EntryStatus.Failed),
        (RefundStatus.Pending, EntryStatus.Told),
    ];

    /// <summary>Entries whose refund is in that state, and which do not say so yet.</summary>
    public static IQueryable<CancellationEntry> InState(
        this IQueryable<CancellationEntry> entries, DbContext db, RefundStatus refund, EntryStatus entry) =>
        entries.Where(e => e.RefundId != null && e.Status != entry && e.Status != EntryStatus.Pending
            && db.Set<Refund>().Any(r => r.Id == e.RefundId && r.Status == refund));
}
