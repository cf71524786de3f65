using System.Globalization;
using Stripe;
using Stripe.Checkout;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

internal static class StripeMapper
{
    /// <param name="session">With its payment, charge and balance transaction expanded.</param>
    public static SessionState Map(Session session) =>
        session switch
        {
            // A succeeded payment counts whatever the session's own status.
            { PaymentIntent: { Status: "succeeded" } intent } => ToPaidState(intent),
            { Status: "open" } => new SessionState.Open(),
            { Status: "expired" } => new SessionState.Expired(),
            { PaymentIntent.Status: "requires_payment_method" or "canceled" } => new SessionState.Declined(),
            _ => new SessionState.Processing(),
        };

    /// <param name="intent">With its charge and balance transaction expanded.</param>
    public static ProviderPayment Map(PaymentIntent intent) =>
        new(
            intent.Id,
            StripeMetadata.ReadId(intent.Metadata, StripeMetadata.Payment),
            intent.Status switch
            {
                "succeeded" => ProviderPaymentStatus.Paid,
                "processing" => ProviderPaymentStatus.Processing,
                _ => ProviderPaymentStatus.NotPaid,
            },
            StripeAmounts.FromStripe(intent.Amount, intent.Currency),
            StripeAmounts.FromStripe(intent.LatestCharge?.AmountRefunded ?? 0, intent.Currency).MinorUnits,
            GetFee(intent),
            ToInstant(intent.Created)
        );

    public static RefundState Map(Refund refund) =>
        refund.Status switch
        {
            "succeeded" => new RefundState.Succeeded(refund.Id),
            "failed" or "canceled" => new RefundState.Failed(
                refund.Id,
                $"{refund.Status}: {(refund.FailureReason ?? "no reason given").Replace('_', ' ')}"
            ),
            _ => new RefundState.Pending(refund.Id),
        };

    public static ProviderRefund ToProviderRefund(Refund refund) =>
        new(
            refund.PaymentIntentId ?? "",
            StripeMetadata.ReadId(refund.Metadata, StripeMetadata.Refund),
            refund.Metadata?.GetValueOrDefault(StripeMetadata.Key),
            StripeAmounts.FromStripe(refund.Amount, refund.Currency),
            Map(refund),
            ToInstant(refund.Created)
        )
        {
            TicketNumbers = StripeMetadata.ReadTicketNumbers(refund.Metadata),
        };

    public static ProviderDispute Map(Dispute dispute)
    {
        var status = dispute.Status switch
        {
            "lost" => DisputeStatus.Lost,
            "won" or "warning_closed" or "prevented" => DisputeStatus.Won,
            "under_review" or "warning_under_review" or "appeal_under_review" => DisputeStatus.UnderReview,
            _ => DisputeStatus.NeedsResponse,
        };
        return new ProviderDispute
        {
            Reference = dispute.Id,
            PaymentReference = dispute.PaymentIntentId ?? "",
            Amount = StripeAmounts.FromStripe(dispute.Amount, dispute.Currency),
            Reason = dispute.Reason ?? "",
            Status = status,
            IsWithdrawn = dispute.BalanceTransactions?.Sum(transaction => transaction.Amount) < 0,
            RespondBy = status == DisputeStatus.NeedsResponse && dispute.EvidenceDetails?.DueBy is { } due ? ToInstant(due) : null,
            OpenedAt = ToInstant(dispute.Created),
        };
    }

    private static SessionState.Paid ToPaidState(PaymentIntent intent) =>
        new(
            intent.Id,
            GetMethodLabel(intent.LatestCharge?.PaymentMethodDetails),
            StripeAmounts.FromStripe(intent.AmountReceived, intent.Currency),
            GetFee(intent)
        );

    // Stripe may charge its fee in another (payout) currency: unknown in this one.
    private static long? GetFee(PaymentIntent intent) =>
        intent.LatestCharge?.BalanceTransaction is { } transaction && transaction.Currency == intent.Currency
            ? StripeAmounts.FromStripe(transaction.Fee, transaction.Currency).MinorUnits
            : null;

    private static string GetMethodLabel(ChargePaymentMethodDetails? method) =>
        method switch
        {
            null => "Stripe",
            { Card: { } card } => $"{GetBrandLabel(card.Brand)} ending {card.Last4}",
            _ => GetBrandLabel(method.Type),
        };

    private static string GetBrandLabel(string? brand) =>
        brand switch
        {
            null or "" or "unknown" => "Card",
            "amex" => "American Express",
            "unionpay" => "UnionPay",
            "jcb" => "JCB",
            "sepa_debit" => "SEPA debit",
            _ => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(brand.Replace('_', ' ')),
        };

    private static DateTimeOffset ToInstant(DateTime at) => new(DateTime.SpecifyKind(at, DateTimeKind.Utc));
}
