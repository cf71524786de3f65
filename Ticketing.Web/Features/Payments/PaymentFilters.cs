namespace Ticketing.Features.Payments;

internal static class PaymentFilters
{
    /// <summary>The database equivalent of <see cref="Payment.IsUnsettled"/>.</summary>
    public static IQueryable<Payment> Unsettled(this IQueryable<Payment> payments) =>
        payments.Where(p => p.Status == PaymentStatus.Opening || p.Status == PaymentStatus.Open);
}
