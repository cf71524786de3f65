using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Pages.Checkout;

internal static class CheckoutText
{
    /// <summary>The law wants these words and nothing else on the button.</summary>
    public static string GetLegalButton(Order order) => order.Total == 0 ? T["Order free of charge"] : T["Order with obligation to pay"];

    public static string DescribeNextStep(Order order, PaymentProvider provider) =>
        order.Total == 0 ? T["Nothing to pay. No account needed."]
        : provider is PaymentProvider.None or PaymentProvider.Sandbox ? T["Next: a test payment page. No money is taken."]
        : T["Next: secure payment with {0}. No account needed.", provider];

    /// <summary>Wallets come with cards. Stripe shows those that the buyer's device has.</summary>
    public static IReadOnlyList<string> GetPaymentMethods(PaymentOptions payments) =>
        payments switch
        {
            { Provider: not PaymentProvider.Stripe } => [],
            { Stripe.DelayedMethods: true } => [T["Card"], "Apple Pay", "Google Pay", T["Bank payment"]],
            _ => [T["Card"], "Apple Pay", "Google Pay"],
        };
}
