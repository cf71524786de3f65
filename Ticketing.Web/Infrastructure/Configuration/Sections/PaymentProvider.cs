namespace Ticketing.Infrastructure.Configuration.Sections;

public enum PaymentProvider
{
    /// <summary>Paid tickets are not on sale.</summary>
    None,

    /// <summary>A fake payment page for testing.</summary>
    Sandbox,

    Stripe,
}
