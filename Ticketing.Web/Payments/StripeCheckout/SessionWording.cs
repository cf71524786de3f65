using Stripe.Checkout;
using Ticketing.Settings;

namespace Ticketing.Payments.StripeCheckout;

internal static class SessionWording
{
    private const int MostLines = 100;

    /// <exception cref="PaymentRefusedException">The lines are too many or do not add up exactly to the total.</exception>
    public static SessionCreateOptions Of(SessionRequest request, bool delayedMethods)
    {
        if (request.Lines.Count > MostLines || request.Lines.Sum(line => line.UnitAmount * line.Quantity) != request.Total.MinorUnits)
        {
            throw new PaymentRefusedException($"The lines of order {request.OrderReference} are too many, or do not add up to {request.Total}.");
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
            ExpiresAt = request.ExpiresAt.UtcDateTime,
            SuccessUrl = request.ReturnUrl,
            CancelUrl = request.LeaveUrl,
            Metadata = StripeMetadata.Of(request),
            PaymentIntentData = new SessionPaymentIntentDataOptions
            {
                Description = $"{request.Title} · {request.OrderReference}",
                Metadata = StripeMetadata.Of(request),
            },
            LineItems = [.. request.Lines.Select(line => LineOf(line, request.Total.Currency))],
        };
    }

    private static SessionLineItemOptions LineOf(PaymentLine line, string currency) => new()
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
