using Stripe.Checkout;
using Ticketing.Settings;

namespace Ticketing.Payments.StripeCheckout;

/// <summary>A payment in Stripe's words.</summary>
internal static class SessionWording
{
    /// <summary>Stripe's own limit.</summary>
    private const int MostLines = 100;

    /// <exception cref="PaymentRefusedException">Stripe could not charge this to the minor unit.</exception>
    public static SessionCreateOptions Of(SessionRequest request, bool delayedMethods)
    {
        if (request.Lines.Count > MostLines || request.Lines.Sum(line => line.UnitAmount * line.Quantity) != request.Total.MinorUnits)
        {
            throw new PaymentRefusedException($"The lines of order {request.OrderReference} are too many, or do not add up to {request.Total}.");
        }

        return new SessionCreateOptions
        {
            Mode = "payment",
            // Null: whatever the account's dashboard offers, ways that take days among them.
            AllowedPaymentMethodTypes = delayedMethods ? null : ["card"],
            // Another currency than the one that was agreed would be another amount.
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
