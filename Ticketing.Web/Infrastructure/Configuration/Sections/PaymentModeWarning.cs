namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>Settings that take no money.</summary>
/// <param name="Problem">Without a full stop.</param>
public sealed record PaymentModeWarning(string Problem, string Remedy)
{
    public static PaymentModeWarning? Find(PaymentOptions payments) =>
        payments switch
        {
            { Provider: PaymentProvider.None } => new(
                T["Payments:Provider is None, so only free tickets can be had"],
                T["Set it to Stripe to sell tickets."]
            ),
            { Provider: PaymentProvider.Sandbox } => new(
                T["Payments:Provider is Sandbox: no money is taken, and anyone can get tickets"],
                T["Set it to Stripe, or to None until you have keys."]
            ),
            { Provider: PaymentProvider.Stripe, Stripe.IsLive: false } => new(
                T["Payments:Stripe:SecretKey is a test key: no money is taken, and real cards are declined"],
                T["Set it to the live key."]
            ),
            _ => null,
        };
}
