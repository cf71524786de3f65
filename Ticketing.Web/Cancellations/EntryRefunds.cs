using Microsoft.EntityFrameworkCore;
using Ticketing.Payments.Refunds;

namespace Ticketing.Cancellations;

/// <summary>An entry's status follows its refund, which staff may also retry outside the run.</summary>
internal static class EntryRefunds
{
    public static readonly IReadOnlyList<(RefundStatus Refund, EntryStatus Entry)> Outcomes =
    [
        (RefundStatus.Succeeded, EntryStatus.Refunded),
        (RefundStatus.Failed, EntryStatus.Failed),
        (RefundStatus.Pending, EntryStatus.Told),
    ];

    public static IQueryable<CancellationEntry> InState(
        this IQueryable<CancellationEntry> entries, DbContext db, RefundStatus refund, EntryStatus entry) =>
        entries.Where(e => e.RefundId != null && e.Status != entry && e.Status != EntryStatus.Pending
            && db.Set<Refund>().Any(r => r.Id == e.RefundId && r.Status == refund));
}
