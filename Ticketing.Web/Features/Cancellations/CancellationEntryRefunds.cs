using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments.Refunds;

namespace Ticketing.Features.Cancellations;

/// <summary>An entry's status follows its refund, which staff may also retry outside the run.</summary>
internal static class CancellationEntryRefunds
{
    public static readonly IReadOnlyList<(RefundStatus Refund, CancellationEntryStatus Entry)> StatusByRefund =
    [
        (RefundStatus.Succeeded, CancellationEntryStatus.Refunded),
        (RefundStatus.Failed, CancellationEntryStatus.Failed),
        (RefundStatus.Pending, CancellationEntryStatus.RefundPending),
    ];

    public static IQueryable<CancellationEntry> WhereOutdated(
        this IQueryable<CancellationEntry> entries,
        DbContext db,
        RefundStatus refund,
        CancellationEntryStatus entry
    ) =>
        entries.Where(e =>
            e.RefundId != null
            && e.Status != entry
            && e.Status != CancellationEntryStatus.Pending
            && db.Set<Refund>().Any(r => r.Id == e.RefundId && r.Status == refund)
        );
}
