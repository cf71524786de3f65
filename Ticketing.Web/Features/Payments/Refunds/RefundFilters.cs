namespace Ticketing.Features.Payments.Refunds;

internal static class RefundFilters
{
    /// <summary>The database equivalent of <see cref="Refund.ReducesSale"/>.</summary>
    public static IQueryable<Refund> ReducingSales(this IQueryable<Refund> refunds) =>
        refunds.Where(r => r.Cause != RefundCause.PaidTooLate);

    /// <summary>The database equivalent of <see cref="Refund.IsOwed"/>.</summary>
    public static IQueryable<Refund> Owed(this IQueryable<Refund> refunds) =>
        refunds.Where(r => r.Amount > 0 && r.HandedBackAt == null && (r.PaymentId == null || r.ManualMethod != null));
}
