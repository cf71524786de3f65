namespace Ticketing.Payments;

internal static class UnsettledPayments
{
    /// <summary>Those whose outcome is not known; the same as <see cref="Payment.IsUnsettled"/>, asked of the database.</summary>
    public static IQueryable<Payment> Unsettled(this IQueryable<Payment> payments) =>
        payments.Where(p => p.Status == PaymentStatus.Opening || p.Status == PaymentStatus.Open);
}
