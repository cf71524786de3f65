using Stripe.Checkout;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

internal static class StripeSessionOptions
{
    private const int MaxLines = 100;

    /// <exception cref="PaymentRefusedException">The lines are too many or do not add up exactly to the total.</exception>
    public static SessionCreateOptions Create(SessionRequest request, bool delayedMethods)
    {
        if (request.Lines.Count > MaxLines || request.Lines.Sum(line => line.UnitAmount * line.Quantity) != request.Total.MinorUnits)
        {
            throw new PaymentRefusedException(
                $"The lines of order {request.OrderReference} are too many, or do not add up to {request.Total}."
            )
            {
                IsFinal = true,
            };
        }

        return new SessionCreateOptions
        {
            Mode = "payment",
            // Null allows every method enabled in the Stripe dashboard, including ones that take days.
            AllowedPaymentMethodTypes = delayedMethods ? null : ["card"],
            // Charging in another currency would change the agreed amount.
            AdaptivePricing = new SessionAdaptivePricingOptions { Enabled = false },
            ClientReferenceId = request.OrderReference,
            CustomerEmail = request.BuyerEmail,
            Locale = StripeLocale.Find(request.Language),
            ExpiresAt = request.ExpiresAt.UtcDateTime,
            SuccessUrl = request.ReturnUrl,
            CancelUrl = request.CancelUrl,
            Metadata = StripeMetadata.Create(request),
            PaymentIntentData = new SessionPaymentIntentDataOptions
            {
                Description = $"{request.Title} · {request.OrderReference}",
                Metadata = StripeMetadata.Create(request),
            },
            LineItems = [.. request.Lines.Select(line => CreateLine(line, request.Total.Currency))],
        };
    }

    private static SessionLineItemOptions CreateLine(PaymentLine line, string currency) =>
        new()
        {
            Quantity = line.Quantity,
            PriceData = new SessionLineItemPriceDataOptions
            {
                Currency = currency.ToLowerInvariant(),
                UnitAmount = StripeAmounts.ToStripe(new Money(line.UnitAmount, currency)),
                ProductData = new SessionLineItemPriceDataProductDataOptions { Name = line.Name },
            },
        };
}
