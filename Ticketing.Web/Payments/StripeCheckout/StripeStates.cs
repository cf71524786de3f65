using System.Globalization;
using Stripe;
using Stripe.Checkout;
using Ticketing.Payments.Disputes;

namespace Ticketing.Payments.StripeCheckout;

internal static class StripeStates
{
    /// <param name="session">With its payment, charge and balance transaction expanded.</param>
    public static SessionState Of(Session session) => session switch
    {
        // A succeeded payment counts whatever the session's own status.
        { PaymentIntent: { Status: "succeeded" } intent } => PaidBy(intent),
        { Status: "open" } => new SessionState.Open(),
        { Status: "expired" } => new SessionState.Expired(),
        { PaymentIntent.Status: "requires_payment_method" or "canceled" } => new SessionState.Declined(),
        _ => new SessionState.Processing(),
    };

    /// <param name="intent">With its charge and balance transaction expanded.</param>
    public static ProviderPayment Of(PaymentIntent intent) => new(
        intent.Id,
        StripeMetadata.IdIn(intent.Metadata, StripeMetadata.Payment),
        intent.Status switch
        {
            "succeeded" => ProviderPaymentStatus.Paid,
            "processing" => ProviderPaymentStatus.Processing,
            _ => ProviderPaymentStatus.NotPaid,
        },
        StripeAmounts.FromStripe(intent.Amount, intent.Currency),
        StripeAmounts.FromStripe(intent.LatestCharge?.AmountRefunded ?? 0, intent.Currency).MinorUnits,
        FeeOf(intent),
        Instant(intent.Created));

    public static RefundState Of(Refund refund) => refund.Status switch
    {
        "succeeded" => new RefundState.Succeeded(refund.Id),
        "failed" or "canceled" => new RefundState.Failed(refund.Id, $"{refund.Status}: {(refund.FailureReason ?? "no reason given").Replace('_', ' ')}"),
        _ => new RefundState.Underway(refund.Id),
    };

    public static ProviderRefund Told(Refund refund) => new(
        refund.PaymentIntentId ?? "",
        StripeMetadata.IdIn(refund.Metadata, StripeMetadata.Refund),
        refund.Metadata?.GetValueOrDefault(StripeMetadata.Key),
        StripeAmounts.FromStripe(refund.Amount, refund.Currency),
        Of(refund),
        Instant(refund.Created));

    public static ProviderDispute Of(Stripe.Dispute dispute)
    {
        var status = dispute.Status switch
        {
            "lost" => DisputeStatus.Lost,
            "won" or "warning_closed" or "prevented" => DisputeStatus.Won,
            "under_review" or "warning_under_review" or "appeal_under_review" => DisputeStatus.UnderReview,
            _ => DisputeStatus.NeedsResponse,
        };
        return new ProviderDispute(
            dispute.Id, dispute.PaymentIntentId ?? "", StripeAmounts.FromStripe(dispute.Amount, dispute.Currency), dispute.Reason ?? "", status,
            IsWithdrawn: dispute.BalanceTransactions?.Sum(transaction => transaction.Amount) < 0,
            RespondBy: status == DisputeStatus.NeedsResponse && dispute.EvidenceDetails?.DueBy is { } due ? Instant(due) : null,
            Instant(dispute.Created));
    }

    private static SessionState.Paid PaidBy(PaymentIntent intent) => new(
        intent.Id, PaidWith(intent.LatestCharge?.PaymentMethodDetails), StripeAmounts.FromStripe(intent.AmountReceived, intent.Currency), FeeOf(intent));

    // Stripe may charge its fee in another (payout) currency: unknown in this one.
    private static long? FeeOf(PaymentIntent intent) => intent.LatestCharge?.BalanceTransaction is { } transaction && transaction.Currency == intent.Currency
        ? StripeAmounts.FromStripe(transaction.Fee, transaction.Currency).MinorUnits
        : null;

    private static string PaidWith(ChargePaymentMethodDetails? method) => method switch
    {
        null => "Stripe",
        { Card: { } card } => $"{BrandOf(card.Brand)} ending {card.Last4}",
        _ => BrandOf(method.Type),
    };

    private static string BrandOf(string? brand) => brand switch
    {
        null or "" or "unknown" => "Card",
        "amex" => "American Express",
        "unionpay" => "UnionPay",
        "jcb" => "JCB",
        "sepa_debit" => "SEPA debit",
        _ => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(brand.Replace('_', ' ')),
    };

    private static DateTimeOffset Instant(DateTime at) => new(DateTime.SpecifyKind(at, DateTimeKind.Utc));
}
